// Answers equal transformers' and llama2.c's, with a cache, with prefixes and virtual tokens, and stop when told.
#include <QTest>

#include "core/base/json.h"
#include "core/eval/generator.h"
#include "core/model/loader.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

std::vector<int32_t> ints(const at::Tensor& ids) {
  const at::Tensor narrow = ids.to(at::kInt).contiguous();
  return {narrow.const_data_ptr<int32_t>(), narrow.const_data_ptr<int32_t>() + narrow.numel()};
}

// The next token from the whole sequence, without a cache.
int32_t next_token(const model::Decoder& decoder, const model::Attachments& attachments, const std::vector<int32_t>& ids) {
  const auto slots = static_cast<int32_t>(attachments.virtual_tokens_PC.defined() ? attachments.virtual_tokens_PC.size(0) : 0);
  const auto prefix = static_cast<int32_t>(attachments.prefixes.empty() ? 0 : attachments.prefixes.begin()->second.k_PHD.size(0));
  const auto inputs = model::to_inputs(pack_by_hand({{ids, ids, 0}}, slots, prefix), at::kCPU);
  const at::NoGradGuard quiet;
  const at::Tensor hidden = decoder.forward(inputs, {.attachments = &attachments});
  return static_cast<int32_t>(decoder.logits(hidden).select(0, -1).argmax().item<int64_t>());
}

std::vector<int32_t> answer(const model::Decoder& decoder, const model::Attachments* attachments, const std::vector<int32_t>& prompt, int count) {
  return eval::generate({decoder, attachments}, {prompt, {.max_new_tokens = count}}).ids;
}

}  // namespace

class TestGenerator : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void greedyIdsEqualTransformers_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("values");
    const auto models = parity_models("greedy_ids");
    QVERIFY(models.size() >= 12);
    for (const ParityModel& model : models) QTest::newRow(model.name.c_str()) << QString::fromStdString(model.folder) << QString::fromStdString(model.expected);
  }
  void greedyIdsEqualTransformers() {
    QFETCH(QString, folder);
    QFETCH(QString, values);
    const Expected expected(values.toStdString());
    const auto model = model::load_model(folder.toStdString(), {});
    QCOMPARE(answer(*model.decoder, nullptr, ints(expected.at("greedy_prompt")), 20), ints(expected.at("greedy_ids")));
  }

  void aRealModelTellsItsStory() {
    const auto folder = real_data("models/stories260k");
    if (!std::filesystem::exists(folder)) QSKIP("models/stories260k is not there");
    const Json reference = read_json_file(folder / "reference_greedy.json");
    const auto model = model::load_model(folder, {});
    const auto ids = reference["greedy_ids"].get<std::vector<int32_t>>(), prompt = reference["prompt_ids"].get<std::vector<int32_t>>();
    std::vector<int32_t> seen;
    const auto generated = eval::generate({*model.decoder}, {prompt, {.max_new_tokens = static_cast<int>(ids.size() - prompt.size())}},
                                          {{}, [&](int32_t id) { seen.push_back(id); }});
    QCOMPARE(generated.ids, std::vector<int32_t>(ids.begin() + static_cast<std::ptrdiff_t>(prompt.size()), ids.end()));
    QCOMPARE(seen, generated.ids);
    QVERIFY(std::abs(-generated.mean_log_prob - reference["mean_nll_of_greedy_ids"].get<double>()) < 1e-4);
    const auto inputs = model::to_inputs(pack_by_hand({{{ids.begin(), ids.begin() + 4}, {ids.begin(), ids.begin() + 4}, 0}}), at::kCPU);
    const at::NoGradGuard quiet;
    const at::Tensor logits = model.decoder->logits(model.decoder->forward(inputs, {}));
    double worst = 0;
    for (size_t t = 0; t < 4; ++t)
      for (size_t v = 0; v < 512; ++v)
        worst = std::max(worst, std::abs(logits[static_cast<int64_t>(t)][static_cast<int64_t>(v)].item<double>() - reference["logits_pos0_to_3_for_greedy_prefix"][t][v].get<double>()));
    qInfo("stories260k: logits %.1e", worst);
    QVERIFY(worst <= 1e-4);
  }

  void theCacheSeesPrefixesAndVirtualTokens() {
    const auto model = model::load_model(fixture("models/qwen3_tied"), {});
    const auto& config = model.decoder->config();
    at::manual_seed(3);
    for (const bool prefix : {false, true}) {
      model::Attachments attachments;
      if (prefix)
        for (int64_t layer = 0; layer < config.layers; ++layer)
          attachments.prefixes[layer] = {at::randn({3, config.kv_heads, config.head_width}), at::randn({3, config.kv_heads, config.head_width})};
      else
        attachments.virtual_tokens_PC = at::randn({3, config.width});
      std::vector<int32_t> sequence = {5, 9, 11};
      const auto generated = answer(*model.decoder, &attachments, sequence, 8);
      for (const int32_t id : generated) {
        QCOMPARE(id, next_token(*model.decoder, attachments, sequence));
        sequence.push_back(id);
      }
    }
  }

  void endIdsEndTheAnswer() {
    const auto folder = fixture("models/qwen3_tied");
    const Expected expected(folder);
    const auto model = model::load_model(folder, {});
    const auto ids = ints(expected.at("greedy_ids"));
    const auto generated = eval::generate({*model.decoder}, {ints(expected.at("greedy_prompt")), {.max_new_tokens = 20}, {ids[4]}});
    QVERIFY(generated.reached_end);
    QCOMPARE(generated.ids.back(), ids[4]);
    QVERIFY(generated.ids.size() <= 5);
  }

  void theContextIsNeverLeft() {
    const auto model = model::load_model(fixture("models/qwen3_tied"), {});
    const auto generated = eval::generate({*model.decoder}, {{5, 6, 7}, {.max_new_tokens = 1000}});
    QCOMPARE(static_cast<int64_t>(generated.ids.size()), model.decoder->config().context - 3 + 1);
  }

  void stoppingEndsBetweenTwoTokens() {
    const auto model = model::load_model(fixture("models/llama_tied"), {});
    std::stop_source source;
    int seen = 0;
    const auto stop_at_third = [&](int32_t) { if (++seen == 3) source.request_stop(); };
    QVERIFY_THROWS_EXCEPTION(Cancelled, eval::generate({*model.decoder}, {{4, 5}, {.max_new_tokens = 50}}, {source.get_token(), stop_at_third}));
    QCOMPARE(seen, 3);
  }

  void anEmptyPromptIsRefused() {
    const auto model = model::load_model(fixture("models/llama_tied"), {});
    QVERIFY_THROWS_EXCEPTION(Error, eval::generate({*model.decoder}, {}));
  }

  void aPromptBeyondTheContextIsRefused() {
    const auto model = model::load_model(fixture("models/qwen3_tied"), {});
    const auto context = static_cast<size_t>(model.decoder->config().context);
    QCOMPARE(eval::generate({*model.decoder}, {std::vector<int32_t>(context, 5), {.max_new_tokens = 9}}).ids.size(), size_t{1});
    try {
      eval::generate({*model.decoder}, {std::vector<int32_t>(context + 1, 5), {.max_new_tokens = 9}});
      QFAIL("it was answered");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("generate.too_long"));
    }
  }
};

LATHE_TEST(TestGenerator)
#include "test_generator.moc"
