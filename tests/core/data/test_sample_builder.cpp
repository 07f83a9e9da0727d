#include <algorithm>

#include "core/base/rng.h"
#include "core/data/sample.h"
#include "tests/core/data/cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;
using text::Conversation;

namespace {

// Text and spans as a test wants them.
class FixedTemplate final : public text::ChatTemplate {
 public:
  explicit FixedTemplate(text::Rendered rendered) : rendered_(std::move(rendered)) {}
  std::string id() const override { return "fixed"; }
  std::string end_mark() const override { return {}; }
  text::Rendered render(const Conversation&, const text::RenderOptions&) const override { return rendered_; }

 private:
  text::Rendered rendered_;
};

Conversation turns(int count, const std::string& filler = "") {
  Conversation out{{{"system", "Be brief."}}};
  for (int i = 0; i < count; ++i) {
    out.messages.push_back({"user", "Question " + std::to_string(i) + filler});
    out.messages.push_back({"assistant", "Answer " + std::to_string(i), true});
  }
  return out;
}

std::string learned_text(const text::Tokenizer& tokenizer, const Sample& sample) {
  std::vector<int32_t> ids;
  for (const int32_t label : sample.labels)
    if (label != kNotLearned) ids.push_back(label);
  return tokenizer.decode(ids, false);
}

}  // namespace

class TestSampleBuilder : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void learnedTokensAreTheAnswersAndTheirEndMarks() {
    const BuiltSample built = build(turns(2), {});
    QVERIFY(built.fate == Fate::whole && built.ends_with_end_mark && built.begin_marks == 0);
    QCOMPARE(learned_text(*bpe_.tokenizer, built.sample), std::string("Answer 0<|im_end|>Answer 1<|im_end|>"));
    for (size_t i = 0; i < built.sample.ids.size(); ++i) QVERIFY(built.sample.labels[i] == built.sample.ids[i] || built.sample.labels[i] == kNotLearned);
    QCOMPARE(bpe_.tokenizer->decode(built.sample.ids, false), built.text);
    QCOMPARE(built.offsets.size(), built.sample.ids.size());
  }

  void aPairOfTextsIsOneSampleWithTypes() {
    const auto tokenizer = text::load_tokenizer(tests::fixture("labels"));
    const FixedTemplate unused({"", {}});
    Example example;
    example.text = "The soup was hot.";
    example.text_pair = "We waited an hour; the ferry was late.";
    example.label = "good";
    const auto built = [&](int most, const char* too_long) {
      config::DataConfig options;
      options.max_tokens = most;
      options.too_long = too_long;
      return SampleBuilder(*tokenizer, unused, options).build(0, RecordKind::classification, example).front();
    };
    const BuiltSample whole = built(512, "cut_oldest_turns"), cut = built(12, "cut_oldest_turns");
    QVERIFY(whole.fate == Fate::whole && cut.fate == Fate::cut);
    QVERIFY(built(12, "drop").fate == Fate::dropped_too_long);
    QCOMPARE(whole.sample.ids, tokenizer->encode_pair(example.text, example.text_pair).ids);
    QCOMPARE(whole.sample.token_types.size(), whole.sample.ids.size());
    QCOMPARE(cut.sample.ids.size(), size_t{12});
    QCOMPARE(cut.sample.ids.back(), whole.sample.ids.back());      // the last mark stays
    QCOMPARE(cut.tokens_before_cut, static_cast<int64_t>(whole.sample.ids.size()));
    const auto we = std::find(whole.sample.token_types.begin(), whole.sample.token_types.end(), 1) - whole.sample.token_types.begin();
    const text::ByteRange& at = whole.offsets[static_cast<size_t>(we)];
    QCOMPARE(whole.text.substr(static_cast<size_t>(at.begin), static_cast<size_t>(at.end - at.begin)), std::string("We"));
  }

  void bothSidesOfAPairLoseTheSameTurns() {
    Example example;
    example.conversation = example.rejected = turns(6);
    example.rejected.messages.back().content = "No, and no, and no, and no, and no, and no, and no, and no, and no, and no.";
    const SampleBuilder whole(*bpe_.tokenizer, *bpe_.chat_template, {});
    const auto longest = static_cast<int>(whole.build(0, example.conversation).sample.ids.size());
    config::DataConfig options;
    options.max_tokens = longest;        // the chosen side alone would fit
    const std::vector<BuiltSample> both = SampleBuilder(*bpe_.tokenizer, *bpe_.chat_template, options).build(0, RecordKind::preference, example);
    QVERIFY(both[1].turns_cut > 0);
    QCOMPARE(both[0].turns_cut, both[1].turns_cut);
    std::swap(example.conversation, example.rejected);
    const std::vector<BuiltSample> swapped = SampleBuilder(*bpe_.tokenizer, *bpe_.chat_template, options).build(0, RecordKind::preference, example);
    QCOMPARE(swapped[0].turns_cut, both[1].turns_cut);
    QCOMPARE(swapped[1].turns_cut, both[0].turns_cut);
  }

  void theEndMarkIsLearnedOnlyWhenAsked() {
    const BuiltSample built = build(turns(1), {.learn_end_mark = false});
    QCOMPARE(learned_text(*bpe_.tokenizer, built.sample), std::string("Answer 0"));
    QVERIFY(!built.ends_with_end_mark);
  }

  void aTokenAcrossTheBorderIsNotLearned() {
    const auto whole = bpe_.tokenizer->encode(" lathe");
    QCOMPARE(whole.ids.size(), size_t{1});
    const FixedTemplate across({"a lathe turns", {{2, 13}}}), fitting({"a lathe turns", {{1, 13}}});
    const auto learned = [&](const text::ChatTemplate& chat_template) {
      return learned_text(*bpe_.tokenizer, SampleBuilder(*bpe_.tokenizer, chat_template, {}).build(0, {}).sample);
    };
    QCOMPARE(learned(across), std::string(" turns"));
    QCOMPARE(learned(fitting), std::string(" lathe turns"));
  }

  void aPromptIsTheBeginningOfItsSample() {
    for (const char* fixture : {"bpe_tokenizer", "sentencepiece_model"})
      for (const auto& spec : text::chat_templates()) {
        const tests::Words words = tests::words_of(fixture, spec.id);
        const SampleBuilder builder(*words.tokenizer, *words.chat_template, {});
        Conversation conversation = turns(2);
        const auto whole = builder.build(0, conversation).sample;
        conversation.messages.pop_back();
        const auto prompt = builder.prompt_ids(conversation);
        QVERIFY2(prompt.size() < whole.ids.size() && std::equal(prompt.begin(), prompt.end(), whole.ids.begin()), spec.id.c_str());
        QVERIFY2(whole.labels[prompt.size()] == whole.ids[prompt.size()], "the first token of the answer is learned");
        QVERIFY(std::find(words.tokenizer->special().end.begin(), words.tokenizer->special().end.end(),
                          *std::find_if(whole.labels.rbegin(), whole.labels.rend(), [](int32_t l) { return l != kNotLearned; })) != words.tokenizer->special().end.end());
      }
  }

  void exactlyOneBeginMarkWhereOneIsWanted() {
    const tests::Words llama = tests::words_of("sentencepiece_model");
    for (const char* text : {"hello", "<s>hello", "<s><s><s>hello"}) {
      const FixedTemplate fixed({text, {{static_cast<int64_t>(std::string(text).size()) - 5, static_cast<int64_t>(std::string(text).size())}}});
      const SampleBuilder builder(*llama.tokenizer, fixed, {});
      const BuiltSample built = builder.build(0, {});
      QCOMPARE(built.begin_marks, 1);
      QCOMPARE(built.sample.ids.front(), 1);
      QVERIFY(built.sample.ids[1] != 1 && built.sample.labels[0] == kNotLearned);
      QCOMPARE(builder.prompt_ids({}), built.sample.ids);
    }
    const BuiltSample inside = SampleBuilder(*llama.tokenizer, *llama.chat_template, {}).build(0, {{{"user", "say <s>"}, {"assistant", "no", true}}});
    QCOMPARE(inside.begin_marks, 2);
  }

  void theOldestTurnsAreCutUntilTheRestFits() {
    const int64_t five = static_cast<int64_t>(build(turns(5), {}).sample.ids.size()), two = static_cast<int64_t>(build(turns(2), {}).sample.ids.size());
    for (int max_tokens = static_cast<int>(two); max_tokens <= five; ++max_tokens) {
      const BuiltSample built = build(turns(5), {.max_tokens = max_tokens});
      QVERIFY(static_cast<int>(built.sample.ids.size()) <= max_tokens);
      QCOMPARE(built.tokens_before_cut, five);
      QVERIFY(built.fate == (max_tokens == five ? Fate::whole : Fate::cut));
      QVERIFY(built.text.starts_with("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nQuestion " + std::to_string(built.turns_cut)));
      QVERIFY(built.text.ends_with("Answer 4<|im_end|>\n"));
      if (built.turns_cut == 0) continue;
      const BuiltSample one_more = build(turns(5 - built.turns_cut + 1), {.max_tokens = 1 << 20});   // one turn more would not fit
      QVERIFY(one_more.sample.ids.size() > static_cast<size_t>(max_tokens));
    }
  }

  void toolTurnsStayWithTheirQuestion() {
    const Conversation conversation{{{"user", "one" + std::string(200, '!')}, {"assistant", "a", true}, {"user", "w"}, {"assistant", "weigh()", true}, {"tool", "12 g"}, {"assistant", "Twelve.", true}}};
    const BuiltSample built = build(conversation, {.max_tokens = 60});
    QVERIFY(built.fate == Fate::cut && built.turns_cut == 1);
    QVERIFY(built.text.starts_with("<|im_start|>user\nw"));
  }

  void whatDoesNotFitIsDropped() {
    QVERIFY(build(turns(1, std::string(3000, 'x')), {.max_tokens = 64}).fate == Fate::dropped_too_long);
    QVERIFY(build(turns(3), {.max_tokens = 40, .too_long = "drop"}).fate == Fate::dropped_too_long);
    const BuiltSample dropped = build(turns(1), {.max_tokens = 8});
    QVERIFY(dropped.fate == Fate::dropped_too_long && dropped.sample.ids.empty() && dropped.tokens_before_cut > 8);
    Conversation silent = turns(1);
    silent.messages.back().learned = false;
    QVERIFY(build(silent, {}).fate == Fate::dropped_nothing_learned);
  }

  // Whatever the texts are: what is learned is what was answered, as far as tokens do not cross a border.
  void learnedBytesLieInsideTheAnswers() {
    CounterRng rng(5, 5);
    const std::vector<std::string> pool{"lathe", " turns", "\n", "  ", "中文", "e\u0301", "\u0301", "<|im_end|>", "<think>", "'s", "12", "😀", "\r\n", "."};
    for (int round = 0; round < 400; ++round) {
      const auto random_text = [&] {
        std::string out;
        for (uint64_t i = 0, n = rng.below(6); i < n; ++i) out += pool[rng.below(pool.size())];
        return out;
      };
      const Conversation conversation{{{"user", random_text()}, {"assistant", random_text(), true}, {"user", random_text()}, {"assistant", random_text(), true}}};
      for (const tests::Words* words : {&bpe_, &llama_}) {
        const SampleBuilder builder(*words->tokenizer, *words->chat_template, {});
        const BuiltSample built = builder.build(0, conversation);
        const auto rendered = words->chat_template->render(conversation);
        for (size_t i = 0; i < built.sample.ids.size(); ++i) {
          if (built.sample.labels[i] == kNotLearned) continue;
          QVERIFY(std::any_of(rendered.learned.begin(), rendered.learned.end(), [&](const text::ByteRange& span) {
            return built.offsets[i].begin >= span.begin && built.offsets[i].end <= span.end;
          }));
        }
        QVERIFY(built.ends_with_end_mark);
      }
    }
  }

 private:
  BuiltSample build(const Conversation& conversation, const config::DataConfig& options) const {
    return SampleBuilder(*bpe_.tokenizer, *bpe_.chat_template, options).build(3, conversation);
  }
  tests::Words bpe_ = tests::words_of("bpe_tokenizer"), llama_ = tests::words_of("sentencepiece_model");
};

LATHE_TEST(TestSampleBuilder)
#include "test_sample_builder.moc"
