// Templates of model folders: which one is used, what of it is learned, and what is said when it fails.
#include "core/base/files.h"
#include "core/text/chat_template.h"
#include "core/text/jinja_chat.h"
#include "tests/core/text/cases.h"
#include "tests/core/text/jinja_cases.h"
#include "tests/support/folder.h"
#include "tests/support/real_data.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

namespace {

const Conversation kTwo{{{"user", "q1"}, {"assistant", "a1", true}, {"user", "q2"}, {"assistant", "a2", true}}, {}};

std::vector<std::string> learned_texts(const Rendered& rendered) {
  std::vector<std::string> out;
  for (const ByteRange& span : rendered.learned) out.push_back(rendered.text.substr(static_cast<size_t>(span.begin), static_cast<size_t>(span.end - span.begin)));
  return out;
}

std::unique_ptr<JinjaChat> made(const std::string& source, TemplateWords words = {}) {
  return std::make_unique<JinjaChat>(FolderTemplates{TemplateSource{"test.jinja", source}, {}}, JinjaChat::Options{.id = "test", .words = std::move(words), .clock = tests::fixed_clock});
}

using Texts = std::vector<std::string>;

// Marks and ours agree but for white space behind the end mark, for what the prompt has already opened, and for an end
// token behind the last turn, which belongs to no message.
bool agree(const Texts& marked, const Texts& found, const std::string& prompt) {
  if (found.size() > marked.size()) return false;
  for (size_t i = 0; i < marked.size(); ++i) {
    if (i >= found.size()) return i + 1 == marked.size() && marked[i] == "</s>";
    const std::string whole = marked[i].substr(0, marked[i].find_last_not_of(" \n") + 1);
    if (!whole.ends_with(found[i]) || prompt.find(whole.substr(0, whole.size() - found[i].size())) == std::string::npos) return false;
  }
  return true;
}

}  // namespace

class TestOwnTemplates : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatFollowsTheOpeningIsLearned_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("learned");
    const QString turns = "{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>\n{% endfor %}", ask = "{% if add_generation_prompt %}<assistant>{% endif %}";
    QTest::newRow("turns in a row") << turns + ask << QStringList{"a1</s>", "a2</s>"};
    QTest::newRow("no opening") << "{% for m in messages %}{{ m.content }}|{% endfor %}" << QStringList{"a1|", "a2|"};
    QTest::newRow("words after the opening") << "{% for m in messages %}<{{ m.role }}>{{ 'think: ' if m.role == 'assistant' }}{{ m.content }}</s>\n{% endfor %}" + ask << QStringList{"think: a1</s>", "think: a2</s>"};
    QTest::newRow("opening goes on") << turns + "{% if add_generation_prompt %}<assistant><think>{% endif %}" << QStringList{"a1</s>", "a2</s>"};
    QTest::newRow("opening belongs to the question") << "{% for m in messages %}{% if m.role == 'user' %}{{ m.content }}<A>{% else %}{{ m.content }}</s>{% endif %}{% endfor %}" << QStringList{"a1</s>", "a2</s>"};
    QTest::newRow("end after the last turn") << turns + "{% if add_generation_prompt %}<assistant>{% else %}<end>{% endif %}" << QStringList{"a1</s>", "a2</s>"};
    QTest::newRow("only when the last turn is a question") << turns + "{% if add_generation_prompt and messages[-1].role == 'user' %}<assistant>{% endif %}" << QStringList{"a1</s>", "a2</s>"};
    QTest::newRow("by place") << "{% for i in range(messages | length) %}<{{ messages[i].role }}>{{ messages[i].content }}{% endfor %}" + ask << QStringList{"a1", "a2"};
    QTest::newRow("by place, with an end mark") << "{% for i in range(messages | length) %}<{{ messages[i].role }}>{{ messages[i].content }}</s>\n{% endfor %}" + ask << QStringList{"a1</s>", "a2</s>"};
    QTest::newRow("never asks") << turns << QStringList{"a1</s>", "a2</s>"};
    QTest::newRow("opening inside the last turn") << "{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>\n{% if loop.last and add_generation_prompt %}<assistant>{% endif %}{% endfor %}" << QStringList{"a1</s>", "a2</s>"};
    QTest::newRow("captured") << "{% for m in messages %}{% set text %}<{{ m.role }}>{{ m.content | upper }}</s>{% endset %}{{ text }}\n{% endfor %}" + ask << QStringList{"A1</s>", "A2</s>"};
    QTest::newRow("macro") << "{% macro say(m) %}<{{ m.role }}>{{ m.content }}</s>{% endmacro %}{% for m in messages %}{{ say(m) }}\n{% endfor %}" + ask << QStringList{"a1</s>", "a2</s>"};
    QTest::newRow("last answer framed otherwise") << "{% for m in messages %}<{{ m.role }}>{{ '(new)' if loop.last }}{{ m.content }}</s>\n{% endfor %}" + ask << QStringList{"a1</s>", "(new)a2</s>"};
    QTest::newRow("its own marks") << "{% for m in messages %}<{{ m.role }}>{% generation %}{{ m.content }}{% endgeneration %}</s>\n{% endfor %}" + ask << QStringList{"a1", "a2"};
  }
  void whatFollowsTheOpeningIsLearned() {
    QFETCH(QString, source);
    QFETCH(QStringList, learned);
    Texts wanted;
    for (const QString& one : learned) wanted.push_back(one.toStdString());
    QCOMPARE(learned_texts(made(source.toStdString())->render(kTwo)), wanted);
  }

  void aPromptIsOpenedAlsoWhereTheTemplateNeverAsks() {
    const std::string turns = "{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>\n{% endfor %}";
    QCOMPARE(made(turns)->missing_opening(kTwo), std::string("<assistant>"));
    QCOMPARE(made(turns)->end_mark(), std::string("</s>"));
    QCOMPARE(made("{% for m in messages %}{{ m.role }}: {{ m.content }}</s>{% endfor %}")->missing_opening(kTwo), std::string("assistant:"));    // the blank is the answer's
    const JinjaChat both({TemplateSource{"a", turns}, TemplateSource{"b", turns + "{% if add_generation_prompt %}<assistant>{% endif %}"}}, {.id = "own"});
    Conversation with_tools = kTwo;
    with_tools.tools = Json::parse(R"([{"name": "weigh"}])");
    QCOMPARE(both.missing_opening(kTwo), std::string("<assistant>"));
    QCOMPARE(both.missing_opening(with_tools), std::string());
    QCOMPARE(made(turns + "{% if add_generation_prompt %}<assistant>{% endif %}")->missing_opening(kTwo), std::string());
    QCOMPARE(made("{% for m in messages %}{{ ' ' + m.content if m.role == 'assistant' else m.content }}{% endfor %}")->missing_opening(kTwo), std::string());
  }

  void aLongConversationIsLearnedWhole() {
    Conversation conversation;
    for (int i = 0; i < 4000; ++i) {
      conversation.messages.push_back({.role = "user", .content = "q"});
      conversation.messages.push_back({.role = "assistant", .content = "a", .learned = true});
    }
    const auto chat = made("{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>\n{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}");
    QCOMPARE(chat->render(conversation).learned.size(), size_t{4000});
  }

  void aTemplateThatRunsAwayIsAFaultOfItsOwn() {
    const auto code = [](const std::string& source) {
      try {
        made(source);
      } catch (const Error& error) {
        return error.code;
      }
      return std::string();
    };
    QCOMPARE(code("{% for i in range(99999) %}{% for j in range(99999) %}{{ i }}{% endfor %}{% endfor %}"), std::string("template.limit"));
    QCOMPARE(code("{{ raise_exception('not this') }}"), std::string());
  }

  void everyNamedTokenReachesTheTemplate() {
    const tests::Folder folder;
    std::filesystem::copy_file(tests::fixture("labels") / "tokenizer.json", folder / "tokenizer.json");
    folder.write("tokenizer_config.json", R"({"cls_token": "[CLS]", "sep_token": {"content": "[SEP]"}, "additional_special_tokens": ["<x>", {"content": "<y>"}],
      "chat_template": "{{ cls_token }}{{ sep_token }}{{ additional_special_tokens[1] }}{% for m in messages %}{{ m.content }}{% endfor %}"})");
    const auto tokenizer = load_tokenizer(folder.path());
    QCOMPARE(choose_template(folder.path(), "auto", *tokenizer).chat_template->render({{{.role = "user", .content = "hi"}}, {}}).text, std::string("[CLS][SEP]<y>hi"));
  }

  void onlyLearnedAnswersAreLearned() {
    Conversation conversation = kTwo;
    conversation.messages[1].learned = false;
    const auto chat = made("{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>\n{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}");
    QCOMPARE(learned_texts(chat->render(conversation)), Texts{"a2</s>"});
    QCOMPARE(learned_texts(chat->render(kTwo, {.learn_end_mark = false})), (Texts{"a1", "a2"}));
    QCOMPARE(chat->end_mark(), std::string("</s>"));
  }

  // Several turns with and without reasoning: earlier thoughts are left out, the last answer has some or an empty block.
  void realQwen3ThinksOnlyInTheLastAnswer() {
    LATHE_NEEDS("tokenizers/qwen3");
    const auto tokenizer = load_tokenizer(tests::real_data("tokenizers/qwen3"));
    const TemplateChoice choice = choose_template(tests::real_data("tokenizers/qwen3"), "auto", *tokenizer);
    QVERIFY(choice.notice.empty());
    QCOMPARE(choice.chat_template->end_mark(), std::string("<|im_end|>"));
    Conversation conversation{{{"user", "q1"}, {"assistant", "<think>\nold\n</think>\n\na1", true}, {"user", "q2"}, {"assistant", "a2", true}}, {}};
    const std::string first = "<|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\na1<|im_end|>\n<|im_start|>user\nq2<|im_end|>\n<|im_start|>assistant\n";
    Rendered rendered = choice.chat_template->render(conversation);
    QCOMPARE(rendered.text, first + "<think>\n\n</think>\n\na2<|im_end|>\n");
    QCOMPARE(learned_texts(rendered), (Texts{"a1<|im_end|>", "<think>\n\n</think>\n\na2<|im_end|>"}));
    conversation.messages[3].content = "<think>\nnew\n</think>\n\na2";
    rendered = choice.chat_template->render(conversation);
    QCOMPARE(rendered.text, first + "<think>\nnew\n</think>\n\na2<|im_end|>\n");
    QCOMPARE(learned_texts(rendered), (Texts{"a1<|im_end|>", "<think>\nnew\n</think>\n\na2<|im_end|>"}));
    conversation.messages[3] = {"assistant", "a2", true, "", Json{{"reasoning_content", "new"}}};
    QCOMPARE(choice.chat_template->render(conversation).text, rendered.text);
    QCOMPARE(learned_texts(choice.chat_template->render(conversation)), learned_texts(rendered));
    conversation.messages.pop_back();
    QCOMPARE(choice.chat_template->render(conversation, {.add_generation_prompt = true}).text, first);
  }

  void toolsReachTheTemplate() {
    Conversation conversation = kTwo;
    const FolderTemplates both{TemplateSource{"a", "usual {{ tools is none }}"}, TemplateSource{"b", "{{ tools[0].name }}"}};
    const JinjaChat chat(both, {.id = "own"});
    QCOMPARE(chat.render(conversation).text, std::string("usual True"));
    conversation.tools = Json::parse(R"([{"name": "weigh"}])");
    QCOMPARE(chat.render(conversation).text, std::string("weigh"));
    QCOMPARE(made("{{ tools | tojson }}")->render(conversation).text, std::string(R"([{"name": "weigh"}])"));
  }

  void aRefusalIsTheTemplatesOwnWords() {
    const auto chat = made("{{ bos_token }}\n{% if messages[0].role != 'system' %}{{ raise_exception('Begin with a system text') }}{% endif %}", {{"bos_token", "<s>"}});
    try {
      chat->render(kTwo);
      QFAIL("it must refuse");
    } catch (const Error& error) {
      QCOMPARE(error.message.str(), std::string("[render_template] test.jinja, line 2: the template refuses this conversation: Begin with a system text"));
    }
  }

  void theFoldersTemplateIsFoundAsTransformersDoes() {
    const auto tokenizer = load_tokenizer(tests::fixture("bpe_tokenizer"));
    const tests::Folder folder;
    const auto text = [&] { return choose_template(folder.path(), "auto", *tokenizer).chat_template->render({}).text; };
    QCOMPARE(choose_template(folder.path(), "auto", *tokenizer).chat_template->id(), std::string("chatml"));
    folder.write("chat_template.json", R"({"chat_template": "last resort"})");
    QCOMPARE(text(), std::string("last resort"));
    folder.write("tokenizer_config.json", R"({"bos_token": "<b>", "chat_template": "inline {{ bos_token }}"})");
    QCOMPARE(text(), std::string("inline <b>"));
    folder.write("tokenizer_config.json", R"({"chat_template": [{"name": "tool_use", "template": "tools"}, {"name": "default", "template": "listed"}]})");
    QCOMPARE(text(), std::string("listed"));
    folder.write("chat_template.jinja", "sidecar");
    QCOMPARE(text(), std::string("sidecar"));
    QCOMPARE(choose_template(folder.path(), "auto", *tokenizer).chat_template->id(), std::string("chat_template.jinja"));
    QVERIFY(choose_template(folder.path(), "auto", *tokenizer).notice.empty());
    folder.write("mine.jinja", "mine");
    QCOMPARE(choose_template(folder.path(), (folder.path() / "mine.jinja").string(), *tokenizer).chat_template->render({}).text, std::string("mine"));
    QVERIFY_EXCEPTION_THROWN(choose_template(folder.path(), "nothing", *tokenizer), Error);
  }

  void aTemplateThatLeadsOutOfItsFolderIsNotRead() {
    const tests::Folder outside;
    for (const char* name : {"chat_template.jinja", "chat_template.json", "additional_chat_templates/default.jinja"}) {
      const tests::Folder folder;
      std::filesystem::create_directories((folder / name).parent_path());
      std::filesystem::create_symlink(outside.write("secret", "secret"), folder / name);
      std::string code;
      try {
        read_folder_templates(folder.path());
      } catch (const Error& error) {
        code = error.code;
      }
      QVERIFY2(code == "model.outside", name);
    }
  }

  void aFaultyTemplateIsNamedWithItsPlace() {
    const auto tokenizer = load_tokenizer(tests::fixture("bpe_tokenizer"));
    const tests::Folder folder;
    folder.write("chat_template.jinja", "ok\n{% for m in %}");
    const TemplateChoice choice = choose_template(folder.path(), "auto", *tokenizer);
    QCOMPARE(choice.chat_template->id(), std::string("chatml"));
    QVERIFY2(choice.notice.str().find("chat_template.jinja, line 2") != std::string::npos, choice.notice.str().c_str());
  }

  // Real training templates mark what is learned; without the marks the same must be found. Texts are compared too.
  void sixtyRealTemplatesThroughTheOneWay() {
    LATHE_NEEDS("vectors/chat_templates.json");
    const Json vectors = tests::read_cases(tests::real_data("vectors/chat_templates.json"));
    TemplateWords words = vectors["special_tokens"].get<TemplateWords>();
    std::map<std::string, std::unique_ptr<JinjaChat>> chats, unmarked;
    for (const auto& [name, source] : vectors["templates"].items()) {
      std::string text = source.get<std::string>();
      const auto chat = [&] { return std::make_unique<JinjaChat>(FolderTemplates{TemplateSource{name, text}, {}}, JinjaChat::Options{.id = name, .words = words, .names_absent = false, .clock = tests::fixed_clock}); };
      chats[name] = chat();
      for (const char* mark : {"generation", "endgeneration"})
        for (size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += 1)
          if (const size_t open = text.rfind("{%", at); open != std::string::npos && text.find_first_not_of("- ", open + 2) == at) text.replace(at, std::string(mark).size(), mark[0] == 'g' ? "if true" : "endif");
      unmarked[name] = chat();
    }
    int cases = 0, failed = 0, refused = 0, spans = 0, equal = 0;
    for (const Json& c : vectors["cases"]) {
      const std::string name = c["template"], context = c["context"];
      Conversation conversation;
      for (const Json& m : vectors["contexts"][context]["messages"]) conversation.messages.push_back({m["role"], m["content"], m["role"] == "assistant"});
      conversation.tools = member(vectors["contexts"][context], "tools");
      const RenderOptions options{.add_generation_prompt = c["add_generation_prompt"].get<bool>()};
      tests::Outcome outcome;
      Rendered rendered;
      try {
        rendered = chats[name]->render(conversation, options);
        outcome.text = jinja::Text(rendered.text);
      } catch (const Error& error) {
        outcome.error = error.what();
      }
      const std::string fault = tests::difference(outcome, c);
      ++cases;
      refused += c["error"].is_string();
      if (!fault.empty() && ++failed <= 20) qWarning("%s / %s: %s", name.c_str(), context.c_str(), fault.c_str());
      if (!c["generation_spans"].is_array() || c["error"].is_string() || rendered.learned.empty()) continue;
      ++spans;
      const Texts marked = learned_texts(rendered), found = learned_texts(unmarked[name]->render(conversation, options));
      const std::string prompt = unmarked[name]->render({{{"user", "q"}}, {}}, {.add_generation_prompt = true}).text;
      if (agree(marked, found, prompt)) ++equal;
      else qWarning("%s / %s: marked <%s> found <%s>", name.c_str(), context.c_str(), Json(marked).dump().c_str(), Json(found).dump().c_str());
    }
    qInfo("%d renderings of 60 real templates by ChatTemplate, %d refused as expected; learned parts of %d marked ones, %d of them found without the marks", cases, refused, spans, equal);
    QCOMPARE(cases, 960);
    QCOMPARE(failed, 0);
    QCOMPARE(equal, spans);
  }
};

LATHE_TEST(TestOwnTemplates)
#include "test_own_templates.moc"
