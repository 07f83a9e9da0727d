#include "core/text/chat_template.h"

#include <set>

#include "core/base/files.h"
#include "core/config/run_config.h"
#include "core/text/templates/chatml.h"
#include "tests/core/text/cases.h"
#include "tests/support/folder.h"
#include "tests/support/real_data.h"
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
      const std::string instruction = c["instruction"], input = c["input"];
      Conversation conversation{{{"user", input.empty() ? instruction : instruction + "\n" + input, false, input}, {"assistant", c["output"], true}}};
      const Rendered rendered = plain->render(conversation);
      QCOMPARE(rendered.text, c["text"].get<std::string>());
      QCOMPARE(rendered.learned, (std::vector<ByteRange>{{c["spans_bytes"][0][0].get<int64_t>() - 1, c["spans_bytes"][0][1].get<int64_t>()}}));
      conversation.messages.pop_back();
      QCOMPARE(plain->render(conversation, {.add_generation_prompt = true}).text + " ", c["prompt"].get<std::string>());
    }
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

  void plainChatMlIsRecognised_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<bool>("plain");
    QTest::newRow("ours") << QString::fromStdString(std::string(kChatMlSource)) << true;
    QTest::newRow("one line") << "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}" << true;
    QTest::newRow("double quotes, dots, unset prefix") << "{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}{% for m in messages %}{{ \"<|im_start|>\" + m.role + \"\\n\" + m.content + \"<|im_end|>\\n\" }}{% endfor %}{% if add_generation_prompt %}{{ \"<|im_start|>assistant\\n\" }}{% endif %}" << true;
    QTest::newRow("literal text") << "{% for message in messages %}\n<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}\n{% if add_generation_prompt %}\n<|im_start|>assistant\n{% endif %}\n" << true;
    QTest::newRow("trimmed content") << "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] | trim + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}" << false;
    QTest::newRow("default system") << "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system\\nHi<|im_end|>\\n' }}{% endif %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}" << false;
    QTest::newRow("no last newline") << "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>'}}{% endfor %}" << false;
    QTest::newRow("begin mark") << "{{ bos_token }}" + QString::fromStdString(std::string(kChatMlSource)) << false;
    QTest::newRow("unclosed") << "{% for message in messages" << false;
    QTest::newRow("empty") << "" << false;
  }
  void plainChatMlIsRecognised() {
    QFETCH(QString, source);
    QFETCH(bool, plain);
    QCOMPARE(is_plain_chatml(source.toStdString()), plain);
  }

  void theFixturesTemplatesAreChatMl() {
    for (const char* name : {"chatml.jinja", "chatml_marked.jinja"})
      QVERIFY2(is_plain_chatml(read_text_file(tests::fixture("chat_templates") / name, 1 << 20)), name);
  }

  void noneOfTheRealTemplatesIsMistaken() {
    LATHE_NEEDS("vectors/chat_templates.json");
    const Json vectors = tests::read_cases(tests::real_data("vectors/chat_templates.json"));
    QCOMPARE(vectors["templates"].size(), size_t{60});
    for (const auto& [name, source] : vectors["templates"].items()) QVERIFY2(!is_plain_chatml(source.get<std::string>()), name.c_str());
  }

  void aFoldersOwnTemplateIsNamedWhenItIsNotUsed() {
    const auto tokenizer = load_tokenizer(tests::fixture("bpe_tokenizer"));
    const tests::Folder folder;
    QVERIFY(choose_template(folder.path(), "auto", *tokenizer).notice.empty());
    folder.write("tokenizer_config.json", R"({"chat_template": "{% for m in messages %}[INST]{% endfor %}"})");
    const TemplateChoice other = choose_template(folder.path(), "auto", *tokenizer);
    QVERIFY(other.notice.str().find("is not ChatML") != std::string::npos);
    QCOMPARE(other.chat_template->id(), std::string("chatml"));
    folder.write("chat_template.jinja", kChatMlSource);
    QVERIFY(choose_template(folder.path(), "auto", *tokenizer).notice.empty());
    folder.write("chat_template.jinja", "{{ '<|im_start|>system\\nHi<|im_end|>' }}");
    QVERIFY(choose_template(folder.path(), "auto", *tokenizer).notice.str().find("without its additions") != std::string::npos);
    QVERIFY(choose_template(folder.path(), "plain", *tokenizer).notice.empty());
    QVERIFY_EXCEPTION_THROWN(choose_template(folder.path(), "alpaca", *tokenizer), Error);
  }

  void realQwen3IsSaidToRenderMore() {
    LATHE_NEEDS("tokenizers/qwen3");
    const auto tokenizer = load_tokenizer(tests::real_data("tokenizers/qwen3"));
    QVERIFY(choose_template(tests::real_data("tokenizers/qwen3"), "auto", *tokenizer).notice.str().find("without its additions") != std::string::npos);
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

  void theConfigurationOffersExactlyTheRegisteredTemplates() {
    std::set<std::string> offered, registered{"auto"};
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
