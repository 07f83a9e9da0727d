#include "core/text/chat_template.h"

#include <set>

#include "core/config/run_config.h"
#include "core/text/jinja_chat.h"
#include "core/text/templates/builtin.h"
#include "tests/core/text/cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

// Expected values: tests/parity/chatml.py.
class TestChatTemplate : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void chatMlEqualsJinjaWithItsSpans() {
    const auto chatml = template_by_id("chatml").make(nullptr);
    for (const Json& c : tests::read_cases(tests::fixture("chat_templates/chatml.json"))) {
      Conversation conversation;
      for (const Json& m : c["messages"]) conversation.messages.push_back({m["role"], m["content"], m["role"] == "assistant"});
      const Rendered rendered = chatml->render(conversation, {.add_generation_prompt = c["add_generation_prompt"].get<bool>()});
      QCOMPARE(rendered.text, c["text"].get<std::string>());
      QCOMPARE(rendered.learned.size(), c["spans_bytes"].size());
      for (size_t i = 0; i < rendered.learned.size(); ++i)
        QCOMPARE(rendered.learned[i], (ByteRange{c["spans_bytes"][i][0].get<int64_t>(), c["spans_bytes"][i][1].get<int64_t>()}));
    }
  }

  // The blank before the answer belongs to the learned part, so that no token lies across the border.
  void plainEqualsTheReferenceText() {
    const auto plain = template_by_id("plain").make(nullptr);
    for (const Json& c : tests::read_cases(tests::fixture("chat_templates/instruction_input_answer.json"))) {
      const std::string instruction = c["instruction"], input = c["input"], output = c["output"];
      Conversation conversation{{{"user", input.empty() ? instruction : instruction + "\n" + input, false, input}, {"assistant", output, true}}};
      const Rendered rendered = plain->render(conversation);
      QCOMPARE(rendered.text, c["text"].get<std::string>());
      const ByteRange answer{c["spans_bytes"][0][0].get<int64_t>() - 1, c["spans_bytes"][0][1].get<int64_t>()};
      QCOMPARE(rendered.learned, output.empty() ? std::vector<ByteRange>{} : std::vector<ByteRange>{answer});   // a blank alone teaches nothing
      conversation.messages.pop_back();
      QCOMPARE(plain->render(conversation, {.add_generation_prompt = true}).text + " ", c["prompt"].get<std::string>());
    }
  }

  void builtInTemplatesEqualJinjaWithTheirSpans() {
    std::set<std::string> seen;
    int failed = 0;
    const Json cases = tests::read_cases(tests::fixture("builtin_templates/cases.json"));
    for (const Json& c : cases) {
      const TemplateSpec& spec = template_by_id(c["template"]);
      seen.insert(spec.id);
      const JinjaChat chat({TemplateSource{spec.id, std::string(builtin_template(spec.id))}, {}},
                           {.id = spec.id, .words = {{"bos_token", "<s>"}, {"eos_token", "</s>"}}, .with_input = true});
      Conversation conversation;
      for (const Json& m : c["messages"])
        conversation.messages.push_back({m["role"], m["content"], m["role"] == "assistant", m.contains("input") ? m["input"].get<std::string>() : std::string()});
      const Rendered rendered = chat.render(conversation, {.add_generation_prompt = c["add_generation_prompt"].get<bool>()});
      Json spans = Json::array();
      for (const ByteRange& span : rendered.learned) spans.push_back({span.begin, span.end});
      if (rendered.text == c["text"].get<std::string>() && spans == c["spans_bytes"]) continue;
      ++failed;
      qWarning("%s / %s: <%s> %s, not %s", spec.id.c_str(), c["name"].get<std::string>().c_str(), rendered.text.c_str(), spans.dump().c_str(), c["spans_bytes"].dump().c_str());
    }
    qInfo("%zu renderings of %zu built-in templates", cases.size(), seen.size());
    QCOMPARE(failed, 0);
    QCOMPARE(seen.size(), chat_templates().size());
  }

  void aPromptIsTheBeginningOfWhatIsTrained() {
    const auto tokenizer = load_tokenizer(tests::fixture("bpe_tokenizer"));
    Conversation conversation{{{"system", "Be brief."}, {"user", "One?"}, {"assistant", "1", true}, {"user", "Two?"}}};
    for (const TemplateSpec& spec : chat_templates()) {
      const auto chat_template = spec.make(tokenizer.get());
      const std::string prompt = chat_template->render(conversation, {.add_generation_prompt = true}).text;
      Conversation answered = conversation;
      answered.messages.push_back({"assistant", "2", true});
      const Rendered whole = chat_template->render(answered);
      QVERIFY2(whole.text.starts_with(prompt), spec.id.c_str());
      QCOMPARE(whole.learned.back().begin, static_cast<int64_t>(prompt.size()));
      QVERIFY(whole.text.substr(0, static_cast<size_t>(whole.learned.back().end)).ends_with(chat_template->end_mark()));
    }
  }

  void theEndMarkIsLeftOutOfTheSpanWhenNotLearned() {
    const auto chatml = template_by_id("chatml").make(nullptr);
    const Rendered rendered = chatml->render({{{"user", "q"}, {"assistant", "abc", true}}}, {.learn_end_mark = false});
    QCOMPARE(rendered.text.substr(static_cast<size_t>(rendered.learned[0].begin), 3), std::string("abc"));
    QCOMPARE(rendered.learned[0].end - rendered.learned[0].begin, int64_t{3});
  }

  void aVocabularyWithoutTheEndMarkEndsWithItsOwn() {
    const auto tokenizer = load_tokenizer(tests::fixture("sentencepiece_model"));
    const TemplateChoice choice = choose_template(tests::fixture("sentencepiece_model"), "auto", *tokenizer);
    QVERIFY(choice.notice.str().find("<|im_end|>") != std::string::npos);
    QCOMPARE(choice.chat_template->end_mark(), std::string("</s>"));
    const Rendered rendered = choice.chat_template->render({{{"user", "q"}, {"assistant", "a", true}}});
    QCOMPARE(rendered.text, std::string("<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\na</s>\n"));
    QCOMPARE(choose_template(tests::fixture("sentencepiece_model"), "plain", *tokenizer).chat_template->end_mark(), std::string("</s>"));
  }

  void answersEndWithTheTokenizersMarkAndBeginWithItsOwn() {
    const auto tokenizer = load_tokenizer(tests::fixture("sentencepiece_model"));
    const Conversation conversation{{{"user", "q"}, {"assistant", "a", true}}, {}};
    for (const char* id : {"llama2", "llama3", "alpaca", "vicuna", "none"}) {
      const auto chat = template_by_id(id).make(tokenizer.get());
      QCOMPARE(chat->end_mark(), std::string("</s>"));
      const std::string text = chat->render(conversation).text;
      QVERIFY2(text.ends_with("</s>") && text.starts_with("<s>") == (std::string_view(id).starts_with("llama")), text.c_str());
      QVERIFY(template_by_id(id).make(nullptr)->render(conversation).text.find("</s>") == std::string::npos);
    }
  }

  void theConfigurationOffersExactlyTheRegisteredTemplates() {
    std::set<std::string> offered, registered{"auto", "*.jinja"};
    for (const FieldChoice& choice : config::kTemplates) offered.insert(choice.value);
    for (const TemplateSpec& spec : chat_templates()) {
      registered.insert(spec.id);
      QVERIFY(!spec.title.empty() && !spec.help.empty());
    }
    QCOMPARE(offered, registered);
  }
};

LATHE_TEST(TestChatTemplate)
#include "test_chat_template.moc"
