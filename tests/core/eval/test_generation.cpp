// Whole answers equal transformers' generate(): greedy through the processors, and beams; several prompts at once equal
// the same prompts alone.
#include <ATen/ATen.h>
#include <QTest>
#include <limits>
#include <map>

#include "core/base/json.h"
#include "core/eval/answer.h"
#include "core/eval/beam_search.h"
#include "core/model/loader.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;
using namespace lathe::eval;

namespace {

std::string early_stopping(const Json& value) {
  if (value.is_string()) return value;
  return value.get<bool>() ? "yes" : "no";
}

Request request_of(const Json& one) {
  Request out{.prompt = one.at("prompt"), .options = {.max_new_tokens = one.at("max_new_tokens")}, .end_ids = one.at("end_ids"), .goes_on = true};
  const Json& options = one.at("options");
  out.options.repetition_penalty = options.value("repetition_penalty", 1.0);
  out.options.no_repeat_ngram_size = options.value("no_repeat_ngram_size", 0);
  out.options.min_new_tokens = options.value("min_new_tokens", 0);
  if (options.value("do_sample", false)) out.options.temperature = options.value("temperature", 1.0);
  out.options.top_k = options.value("top_k", 0);
  out.options.top_p = options.value("top_p", 1.0);
  out.options.min_p = options.value("min_p", 0.0);
  out.options.num_beams = options.value("num_beams", 1);
  out.options.num_return_sequences = options.value("num_return_sequences", 1);
  out.options.length_penalty = options.value("length_penalty", 1.0);
  if (options.contains("early_stopping")) out.options.early_stopping = early_stopping(options["early_stopping"]);
  if (options.contains("stop_strings")) out.options.stop_strings = options["stop_strings"];
  return out;
}

std::vector<Request> requests_of(const std::vector<std::vector<int32_t>>& prompts, const config::GenerateOptions& options, const std::vector<int32_t>& end_ids = {}) {
  std::vector<Request> out;
  for (const std::vector<int32_t>& prompt : prompts) out.push_back({prompt, options, end_ids});
  return out;
}

const std::vector<std::vector<int32_t>> kPrompts = {{5, 9, 11}, {7}, {20, 21, 22, 23, 24, 25, 26, 27, 28}, {5, 9}, {90, 3, 3, 3}};

// Of every kind that takes part in a forward pass.
model::Attachments attachments_of(const std::string& kind, const model::Decoder& decoder) {
  const model::DecoderConfig& config = decoder.config();
  model::Attachments out;
  at::manual_seed(3);
  if (kind == "prefix")
    for (int64_t layer = 0; layer < config.layers; ++layer)
      out.prefixes[layer] = {at::randn({3, config.kv_heads, config.head_width}), at::randn({3, config.kv_heads, config.head_width})};
  if (kind == "virtual") out.virtual_tokens_PC = at::randn({4, config.width});
  if (kind == "low rank")
    for (const model::LinearSite& site : decoder.linear_sites()) {
      const at::Tensor weight = decoder.linear_weight(site);
      out.linear[site].low_rank.push_back({at::randn({2, weight.size(1)}), at::randn({weight.size(0), 2}), 0.1});
    }
  return out;
}

}  // namespace

class TestGeneration : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void idsEqualTransformers() {
    const Json cases = read_json_file(fixture("generation") / "cases.json");
    std::map<std::string, model::LoadedModel> models;
    const auto tokenizer = text::load_tokenizer(fixture("generation"));
    size_t beams = 0, cut = 0;
    for (const Json& one : cases) {
      const auto name = one.at("model").get<std::string>();
      if (!models.contains(name)) models.emplace(name, model::load_model(fixture("models/" + name), {}));
      const Request request = request_of(one);
      beams += request.options.num_beams > 1;
      const Spoken spoken = speak({*models.at(name).decoder, nullptr, *tokenizer}, request, {});
      Json found = {spoken.ids};
      for (const Spoken& other : spoken.others) found.push_back(other.ids);
      cut += !spoken.stop_string.empty();
      QVERIFY2(found == one.at("ids"), qPrintable(QString::fromStdString(one.dump() + "\nours " + found.dump())));
    }
    qInfo("%zu answers, %zu of them by beams, %zu with a stop string", cases.size(), beams, cut);
    QVERIFY(beams > 0 && beams < cases.size() && cut > 0);
  }

  void severalAtOnceEqualEachAlone_data() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"base", "prefix", "virtual", "low rank"}) QTest::newRow(kind) << kind;
  }
  void severalAtOnceEqualEachAlone() {
    QFETCH(QString, kind);
    for (const char* name : {"qwen3_tied", "llama_untied"}) {
      const auto model = model::load_model(fixture(std::string("models/") + name), {});
      const model::Attachments attachments = attachments_of(kind.toStdString(), *model.decoder);
      const Voice voice{*model.decoder, &attachments};
      // More prompts than are under way at once, and end ids that let some leave early.
      std::vector<std::vector<int32_t>> prompts;
      while (prompts.size() <= kAtOnce) prompts.insert(prompts.end(), kPrompts.begin(), kPrompts.end());
      for (const auto& requests : {requests_of(prompts, {.max_new_tokens = 12}, {4, 17, 33, 60}), requests_of(prompts, {.max_new_tokens = 12, .temperature = 0.8, .top_k = 9, .seed = 4})}) {
        const std::vector<Generated> together = generate_all(voice, requests);
        QCOMPARE(together.size(), prompts.size());
        for (size_t i = 0; i < prompts.size(); ++i) {
          const Generated alone = generate(voice, requests[i]);
          QCOMPARE(together[i].ids, alone.ids);
          QCOMPARE(together[i].reached_end, alone.reached_end);
          QVERIFY(std::abs(together[i].mean_log_prob - alone.mean_log_prob) < 1e-4);
        }
      }
    }
  }

  void oneMayEndAndTheOthersGoOn() {
    const auto model = model::load_model(fixture("models/qwen3_tied"), {});
    std::vector<size_t> ends;
    std::vector<int> seen(kPrompts.size());
    const auto on_token = [&](size_t prompt, int32_t) { return ++seen[prompt] < (prompt == 2 ? 3 : 100); };
    const auto made = generate_all({*model.decoder}, requests_of(kPrompts, {.max_new_tokens = 8}), {{}, on_token, [&](size_t prompt, const Generated&) { ends.push_back(prompt); }});
    QCOMPARE(ends.front(), size_t{2});
    QCOMPARE(ends.size(), kPrompts.size());
    QCOMPARE(made[2].ids.size(), size_t{3});
    QCOMPARE(made[0].ids, generate({*model.decoder}, {kPrompts[0], {.max_new_tokens = 8}}).ids);
  }

  void oneBeamIsGreedy() {
    const auto model = model::load_model(fixture("models/llama_tied"), {});
    const Request request{kPrompts[0], {.max_new_tokens = 9}};
    QCOMPARE(beam_search({*model.decoder}, request).front().ids, generate({*model.decoder}, request).ids);
  }
  void beamsEndWithTheContext() {
    const auto model = model::load_model(fixture("models/llama_tied"), {});
    const std::vector<int32_t> prompt(static_cast<size_t>(model.decoder->config().context) - 2, 5);
    QCOMPARE(beam_search({*model.decoder}, {prompt, {.max_new_tokens = 50, .num_beams = 2}}).front().ids.size(), size_t{3});
  }
  void numbersThatAreNoneAreRefused() {
    const auto model = model::load_model(fixture("models/llama_tied"), {});
    model::Attachments broken;
    broken.virtual_tokens_PC = at::full({1, model.decoder->config().width}, std::numeric_limits<float>::quiet_NaN());
    for (const int beams : {1, 2}) {
      const Request request{{5, 6}, {.max_new_tokens = 3, .num_beams = beams}};
      try {
        if (beams == 1) generate({*model.decoder, &broken}, request);
        else beam_search({*model.decoder, &broken}, request);
        QFAIL("it was answered");
      } catch (const Error& error) {
        QCOMPARE(error.code, std::string("generate.not_finite"));
        QVERIFY2(error.message.str().find("token 1 ") != std::string::npos, error.message.str().c_str());
      }
    }
  }
  // Of 97 ids none may come twice: what has ended by then is the answer, and without an end it is a fault.
  void beamsThatRunOutOfTokens() {
    const auto model = model::load_model(fixture("models/llama_tied"), {});
    try {
      beam_search({*model.decoder}, {{5}, {.max_new_tokens = 110, .no_repeat_ngram_size = 1, .num_beams = 2}});
      QFAIL("it was answered");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("generate.nothing_left"));
      QVERIFY2(error.message.str().find("token 97 ") != std::string::npos, error.message.str().c_str());
    }
    for (const BeamAnswer& one : beam_search({*model.decoder}, {{5}, {.max_new_tokens = 110, .no_repeat_ngram_size = 1, .num_beams = 2, .num_return_sequences = 2}, {2}})) QVERIFY(one.reached_end);
  }
  void beamsThatCannotBeAreRefused() {
    const auto model = model::load_model(fixture("models/llama_tied"), {});
    QVERIFY_THROWS_EXCEPTION(Error, beam_search({*model.decoder}, {{5}, {.temperature = 1, .num_beams = 2}}));
    QVERIFY_THROWS_EXCEPTION(Error, beam_search({*model.decoder}, {{5}, {.num_beams = 2, .num_return_sequences = 3}}));
    std::stop_source source;
    source.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled, beam_search({*model.decoder}, {{5}, {.num_beams = 2}}, {source.get_token(), {}}));
  }
};

LATHE_TEST(TestGeneration)
#include "test_generation.moc"
