// lathe render from outside: the text, its spans, and what is said when something does not fit.
#include <QObject>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "tests/app/program.h"
#include "tests/app/small_model.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

class TestRender : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  QString path(const char* name) const { return folder_.filePath(name); }
  void write(const char* name, const std::string& text) const { std::ofstream(path(name).toStdString(), std::ios::binary) << text; }
  Outcome render(const QStringList& more) const { return run_program("lathe", QStringList{"render", path("model")} << more); }
  Json result(const QStringList& more) const { return Json::parse(render(QStringList{more} << "--json").out.toStdString()); }

 private Q_SLOTS:
  void initTestCase() {
    write_model_without_weights(path("model").toStdString());
    write("list.json", R"([{"role": "user", "content": "q"}, {"role": "assistant", "content": "ä\u001b"}])");
    write("question.json", R"({"messages": [{"role": "user", "content": "q"}], "tools": [{"name": "weigh"}]})");
    write("record.json", R"({"instruction": "Name it.", "input": "red", "output": "Red."})");
    write("mine.jinja", "{% for m in messages %}<{{ m.role }}>{{ m.content }}</end>{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}{{ tools | tojson if tools }}");
    write("strict.jinja", "{% if messages[0].role != 'system' %}\n{{ raise_exception('A system text must come first.') }}{% endif %}");
    write("faulty.jinja", "one\n{% if %}");
  }

  void theVeryBytesGoToAnotherProgram() {
    const Outcome outcome = render({path("list.json")});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.out, QString::fromUtf8("<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\nä\x1b<|im_end|>\n"));
  }

  void spansAreCountedInBytes() {
    const Json found = result({path("list.json"), "--template", path("mine.jinja")});
    QCOMPARE(found["template"].get<std::string>(), std::string("mine.jinja"));
    QCOMPARE(found["text"].get<std::string>(), std::string("<user>q</end><assistant>ä\x1b</end>"));
    QVERIFY(found["learned"] == Json::parse(R"([{"begin": 24, "end": 33, "text": "ä\u001b</end>"}])"));
    QCOMPARE(found["end_mark"].get<std::string>(), std::string("</end>"));
  }

  void aPromptEndsWhereTheAnswerBegins() {
    const Json found = result({path("question.json"), "--template", path("mine.jinja"), "--add-generation-prompt"});
    QCOMPARE(found["text"].get<std::string>(), std::string(R"(<user>q</end><assistant>[{"name": "weigh"}])"));
    QVERIFY(found["learned"].empty());
  }

  void aTrainingRecordIsAConversationToo() {
    const Json found = result({path("record.json"), "--template", "alpaca"});
    QVERIFY(found["text"].get<std::string>().find("### Instruction:\nName it.\n\n### Input:\nred\n\n### Response:\nRed.") != std::string::npos);
    QVERIFY(found["learned"][0]["text"].get<std::string>().starts_with("Red."));
  }

  void whatDoesNotFitIsSaidInOneSentence_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    write("number.json", "7");
    write("nameless.json", R"([{"content": "q"}])");
    QTest::newRow("refused") << QStringList{path("list.json"), "--template", path("strict.jinja")} << "strict.jinja, line 2: the template refuses this conversation: A system text must come first.";
    QTest::newRow("faulty") << QStringList{path("list.json"), "--template", path("faulty.jinja")} << "faulty.jinja, line 2:";
    QTest::newRow("unknown") << QStringList{path("list.json"), "--template", "llama9"} << "there is no chat template \"llama9\"";
    QTest::newRow("absent") << QStringList{path("list.json"), "--template", path("absent.jinja")} << "absent.jinja";
    QTest::newRow("no messages") << QStringList{path("number.json")} << "number.json: messages must be a list";
    QTest::newRow("no role") << QStringList{path("nameless.json")} << "nameless.json: messages[0].role must be text";
  }
  void whatDoesNotFitIsSaidInOneSentence() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    const Outcome outcome = render(arguments);
    QVERIFY(outcome.code != 0 && !outcome.crashed);
    QVERIFY2(outcome.err.contains(said), qPrintable(outcome.err));
  }

  // The same setting steers what is trained, counted and shown.
  void dataTokensFollowsTheTemplate() {
    write("records.jsonl", R"({"instruction": "Name it.", "output": "Red."})" "\n");
    const auto tokens = [&](const QString& chosen) {
      return run_program("lathe", {"data", "tokens", path("records.jsonl"), "--model", path("model"), "--set", "chat_template=" + chosen, "--json"});
    };
    for (const QString& chosen : {QString("vicuna"), path("mine.jinja")}) {
      const Outcome outcome = tokens(chosen);
      QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
      std::string text;
      const Json shown = Json::parse(outcome.out.toStdString());
      for (const Json& token : shown["records"][0]["tokens"]) text += token["text"].get<std::string>();
      QVERIFY2(text.find(chosen == "vicuna" ? "USER: Name it. ASSISTANT: Red." : "<user>Name it.</end><assistant>Red.</end>") != std::string::npos, text.c_str());
    }
    QVERIFY(tokens("llama9").err.contains("must be one of"));
    const Outcome refused = tokens(path("strict.jinja"));
    QVERIFY2(refused.err.contains("records.jsonl") && refused.err.contains("A system text must come first."), qPrintable(refused.err));
  }
};

LATHE_TEST(TestRender)
#include "test_render.moc"
