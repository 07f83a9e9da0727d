// Answers in words: a continuation keeps its blanks, each request has its own options, and its seconds are its own.
#include <QTest>
#include <chrono>

#include "core/eval/answer.h"
#include "core/model/loader.h"
#include "tests/support/folder.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;
using namespace lathe::eval;

namespace {

// Random weights with a row for every piece of the Llama-2 style tokenizer.
model::LoadedModel model_for(const text::Tokenizer& tokenizer, const Folder& folder) {
  Json config = read_json_file(fixture("models/llama_tied") / "config.json");
  config["vocab_size"] = tokenizer.size();
  folder.write("config.json", config.dump());
  return model::load_model(folder.path(), {.from_scratch = true, .seed = 3});
}

class TwoWords {                         // the tokenizer and a model that speaks with it
 public:
  const std::unique_ptr<text::Tokenizer> tokenizer = text::load_tokenizer(fixture("sentencepiece_model"));
  const Folder folder;
  const model::LoadedModel model = model_for(*tokenizer, folder);
  Speaker speaker() const { return {*model.decoder, nullptr, *tokenizer}; }
  std::vector<int32_t> ids(const std::string& text) const { return tokenizer->encode(text, {.add_special_tokens = true}).ids; }
};

std::string added(const text::Tokenizer& tokenizer, std::vector<int32_t> prompt, const std::vector<int32_t>& answer) {
  const std::string before = tokenizer.decode(prompt);
  prompt.insert(prompt.end(), answer.begin(), answer.end());
  const std::string all = tokenizer.decode(prompt);
  return all.starts_with(before) ? all.substr(before.size()) : "the prompt's text changed";
}

}  // namespace

class TestAnswer : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aContinuationIsWhatDecodingAddsToThePrompt() {
    const TwoWords words;
    size_t blanks = 0, fresh = 0;
    for (const char* prompt : {"", "a", "the harbour", "the harbour ", "好", "a\n", "</s>"})
      for (int seed = 0; seed < 40; ++seed)
        for (const int beams : {1, 2}) {
          if (beams == 2 && seed > 0) continue;
          const Request request{words.ids(prompt), {.max_new_tokens = 6, .temperature = beams == 1 ? 1.5 : 0.0, .num_beams = beams, .seed = seed}, {}, true};
          std::string streamed;
          const Spoken spoken = speak(words.speaker(), request, {{}, [&](const std::string& piece) { streamed += piece; }});
          const std::string expected = added(*words.tokenizer, request.prompt, spoken.ids);
          QCOMPARE(spoken.text, expected);
          QCOMPARE(streamed, expected);
          const bool blank = words.tokenizer->token_bytes(spoken.ids.front(), true).starts_with(' '), begins = words.tokenizer->decode(request.prompt).empty();
          blanks += blank && !begins;
          fresh += blank && begins;
        }
    QVERIFY2(blanks > 10 && fresh > 0, qPrintable(QString("%1 %2").arg(blanks).arg(fresh)));
  }
  void anAnswerToAChatBeginsAText() {
    const TwoWords words;
    size_t blanks = 0;
    for (int seed = 0; seed < 60; ++seed) {
      const Spoken spoken = speak(words.speaker(), {words.ids("the harbour"), {.max_new_tokens = 4, .temperature = 1.5, .seed = seed}}, {});
      QCOMPARE(spoken.text, words.tokenizer->decode(spoken.ids));
      blanks += words.tokenizer->token_bytes(spoken.ids.front(), true).starts_with(' ');
    }
    QVERIFY(blanks > 0);
  }

  void eachRequestHasItsOwnOptions() {
    const TwoWords words;
    std::vector<Request> requests;
    for (const char* prompt : {"one", "two", "three"})
      for (const config::GenerateOptions& options : {config::GenerateOptions{.max_new_tokens = 3}, {.max_new_tokens = 9, .temperature = 1.2, .seed = 5}, {.max_new_tokens = 9, .temperature = 1.2, .seed = 6},
                                                     {.max_new_tokens = 7, .num_beams = 3, .num_return_sequences = 2}, {.max_new_tokens = 7, .no_repeat_ngram_size = 1}})
        requests.push_back({words.ids(prompt), options, {}});
    requests[0].end_ids = {speak(words.speaker(), requests[0], {}).ids[1]};
    std::vector<Spoken> together(requests.size());
    std::vector<int> ends(requests.size());
    speak_all(words.speaker(), requests, {{}, {}, [&](size_t i, const Spoken& answer) {
                together[i] = answer;
                ++ends[i];
              }});
    QVERIFY(together[0].reached_end && !together[1].reached_end);
    QVERIFY(together[1].ids != together[2].ids);
    for (size_t i = 0; i < requests.size(); ++i) {
      const Spoken alone = speak(words.speaker(), requests[i], {});
      QCOMPARE(ends[i], 1);
      QCOMPARE(together[i].ids, alone.ids);
      QCOMPARE(together[i].text, alone.text);
      QCOMPARE(together[i].others.size(), i % 5 == 3 ? size_t{1} : size_t{0});
    }
  }

  // Those that wait for a place have not begun.
  void secondsCountFromItsOwnBeginning() {
    const TwoWords words;
    const std::vector<Request> requests(2 * kAtOnce, {words.ids("one"), {.max_new_tokens = 20}});
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); };
    const Clock::time_point begin = Clock::now();
    Clock::time_point first_end{};
    size_t late = 0;
    const auto on_end = [&](size_t i, const Generated& made) {
      if (first_end == Clock::time_point{}) first_end = Clock::now();
      else if (i >= kAtOnce && made.seconds <= since(first_end)) ++late;
      QVERIFY(made.seconds > 0 && made.seconds <= since(begin));
    };
    generate_all({*words.model.decoder}, requests, {{}, {}, on_end});
    QCOMPARE(late, kAtOnce);
    QVERIFY(speak({*words.model.decoder, nullptr, *words.tokenizer}, {words.ids("one"), {.max_new_tokens = 3, .num_beams = 2}}, {}).seconds > 0);
  }

  void lengthsThatCannotBeAreRefused() {
    const TwoWords words;
    for (const int beams : {1, 2}) {
      const Request request{words.ids("one"), {.max_new_tokens = 4, .min_new_tokens = 9, .num_beams = beams}, {2}};
      try {
        speak(words.speaker(), request, {});
        QFAIL("it was answered");
      } catch (const Error& error) {
        QCOMPARE(error.code, std::string("generate.lengths"));
        for (const char* named : {"9", "min_new_tokens", "4", "max_new_tokens"}) QVERIFY2(error.message.str().find(named) != std::string::npos, error.message.str().c_str());
      }
      QVERIFY_THROWS_EXCEPTION(Error, generate({*words.model.decoder}, request));
    }
    QCOMPARE(speak(words.speaker(), {words.ids("one"), {.max_new_tokens = 4, .min_new_tokens = 4}, {2}}, {}).ids.size(), size_t{4});
  }
};

LATHE_TEST(TestAnswer)
#include "test_answer.moc"
