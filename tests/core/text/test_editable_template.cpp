#include "core/text/editable_template.h"

#include "core/base/error.h"
#include "core/text/template_error.h"
#include "core/text/template_file.h"
#include "tests/support/folder.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

namespace {
const Conversation kThree{{{"system", "Be brief."}, {"user", "One?"}, {"assistant", "1", true}, {"user", "It's 2?"}, {"assistant", "Yes.", true}}, {}};

// What a person sees first, saved and chosen as a file.
Rendered as_file(const std::filesystem::path& model, const std::string& wanted, const Tokenizer& tokenizer, const RenderOptions& options) {
  return template_of_file(model, {"copy.jinja", editable_template(model, wanted, &tokenizer).source}, &tokenizer)->render(kThree, options);
}
}  // namespace

class TestEditableTemplate : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  // Vocabularies with and without ChatML's marks, with and without a begin mark: a copy must never lose the end mark.
  void aCopyRendersAsTheTemplateItself() {
    for (const char* name : {"bpe_tokenizer", "sentencepiece_model"}) {
      const auto folder = tests::fixture(name);
      const auto tokenizer = load_tokenizer(folder);
      std::vector<std::string> all{"auto"};
      for (const TemplateSpec& spec : chat_templates()) all.push_back(spec.id);
      for (const std::string& wanted : all)
        for (const bool ask : {false, true})
          for (const bool learn : {false, true}) {
            const RenderOptions options{.add_generation_prompt = ask, .learn_end_mark = learn};
            const Rendered own = choose_template(folder, wanted, *tokenizer).chat_template->render(kThree, options), copy = as_file(folder, wanted, *tokenizer, options);
            QVERIFY2(own.text == copy.text, qPrintable(QString("%1, %2:\n%3\nnot\n%4").arg(name, wanted.c_str(), copy.text.c_str(), own.text.c_str())));
            QCOMPARE(copy.learned, own.learned);
          }
    }
  }

  void theSourceIsTheOneInForce() {
    const auto tokenizer = load_tokenizer(tests::fixture("bpe_tokenizer"));
    const tests::Folder folder;
    QCOMPARE(editable_template(folder.path(), "auto", tokenizer.get()).name, std::string("chatml"));
    QVERIFY(editable_template(folder.path(), "auto", tokenizer.get()).origin == TemplateOrigin::built_in);
    folder.write("chat_template.jinja", "mine\r\n{{ messages }}");
    const EditableTemplate own = editable_template(folder.path(), "auto", tokenizer.get());
    QVERIFY(own.origin == TemplateOrigin::model && own.name == "chat_template.jinja" && own.source == "mine\r\n{{ messages }}" && own.notice.empty());
    folder.write("other.jinja", "{{ 1 }}");
    const EditableTemplate file = editable_template(folder.path(), (folder.path() / "other.jinja").string(), tokenizer.get());
    QVERIFY(file.origin == TemplateOrigin::file && file.name == "other.jinja" && file.source == "{{ 1 }}");
    QVERIFY_EXCEPTION_THROWN(editable_template(folder.path(), "nothing", tokenizer.get()), Error);
    QVERIFY_EXCEPTION_THROWN(editable_template(folder.path(), (folder.path() / "absent.jinja").string(), tokenizer.get()), Error);
  }

  void withoutAModelChatMlIsShown() {
    const EditableTemplate found = editable_template({}, "auto", nullptr);
    QCOMPARE(found.name, std::string("chatml"));
    const std::string text = template_of_file({}, {"copy.jinja", found.source}, nullptr)->render(kThree).text;
    QVERIFY2(text.ends_with("<|im_start|>assistant\nYes.<|im_end|>\n"), text.c_str());
  }

  void aFaultyOneOfTheFolderIsShownToBeMended() {
    const auto tokenizer = load_tokenizer(tests::fixture("bpe_tokenizer"));
    const tests::Folder folder;
    folder.write("chat_template.jinja", "ok\n{% for m in %}");
    const EditableTemplate own = editable_template(folder.path(), "auto", tokenizer.get());
    QCOMPARE(own.source, std::string("ok\n{% for m in %}"));
    QVERIFY2(own.notice.str().find("ChatML is used in its place") != std::string::npos, own.notice.str().c_str());
  }

  void aSecondTemplateForToolsIsNamed() {
    const auto tokenizer = load_tokenizer(tests::fixture("bpe_tokenizer"));
    const tests::Folder folder;
    folder.write("tokenizer_config.json", R"({"chat_template": [{"name": "tool_use", "template": "tools"}, {"name": "default", "template": "usual"}]})");
    const EditableTemplate own = editable_template(folder.path(), "auto", tokenizer.get());
    QCOMPARE(own.source, std::string("usual"));
    QVERIFY(own.notice.str().find("tools") != std::string::npos);
  }

  void faultsNameTheirLine_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::newRow("syntax") << "a\nb\n{% for m in %}" << "template.syntax" << 3;
    QTest::newRow("never closed") << "{% if true %}\nb" << "template.syntax" << 2;
    QTest::newRow("undefined") << "a\n{{ nothing.at_all }}" << "template.failed" << 2;
    QTest::newRow("refused") << "\n\n\n{{ raise_exception('no') }}" << "template.refused" << 4;
    QTest::newRow("runs away") << "{% for a in range(2000) %}\n{% for b in range(2000) %}x{% endfor %}{% endfor %}" << "template.limit" << 2;
  }
  void faultsNameTheirLine() {
    QFETCH(QString, source);
    QFETCH(QString, code);
    QFETCH(int, line);
    try {
      template_of_file({}, {"mine.jinja", source.toStdString()}, nullptr)->render(kThree);
      QFAIL("it must not render");
    } catch (const TemplateError& error) {
      QCOMPARE(QString::fromStdString(error.code), code);
      QCOMPARE(error.line, line);
    }
  }

  static QString refusal(const TemplateTarget& target) {
    try {
      save_template(real_file_system(), target, "{{ 2 }}");
      return {};
    } catch (const Error& error) {
      return QString::fromStdString(error.code);
    }
  }

  void aFileOfOnesOwnIsWrittenAndReadBack() {
    const tests::Folder folder;
    const auto file = folder / "mine.jinja";
    QCOMPARE(refusal({file, tests::fixture("bpe_tokenizer"), {}}), QString());
    QCOMPARE(editable_template({}, file.string(), nullptr).source, std::string("{{ 2 }}"));
    QCOMPARE(refusal({folder / "mine.txt", {}, {}}), QString("template.not_jinja"));
    QCOMPARE(refusal({folder / "absent/mine.jinja", {}, {}}), QString("disk.failed"));
  }

  void modelsAndBuiltInOnesAreNeverChanged() {
    const tests::Folder model, other;
    std::filesystem::create_directories(model / "sub");
    std::filesystem::create_directory_symlink(model.path(), other / "link");
    for (const auto& file : {model / "mine.jinja", model / "sub/mine.jinja", other / "link/mine.jinja", other / "link/sub/../mine.jinja"})
      for (const auto& folder : {model.path(), model.path() / ""}) QCOMPARE(refusal({file, folder, {}}), QString("template.guarded"));
    QVERIFY(!std::filesystem::exists(model / "mine.jinja"));
    QCOMPARE(refusal({other / "mine.jinja", model.path(), {}}), QString());
    std::filesystem::create_directories(other / "model-two");
    QCOMPARE(refusal({other / "model-two/mine.jinja", other / "model", {}}), QString());      // a longer name is another folder
    other.write("config.json", "{}");
    QCOMPARE(refusal({other / "mine.jinja", {}, {}}), QString("template.guarded"));           // any model, not the chosen one alone
    QCOMPARE(refusal({tests::source_folder() / "resources/templates/chatml.jinja", {}, {}}), QString("template.guarded"));
  }

  void whatAnotherProgramWroteIsNotLost() {
    const tests::Folder folder;
    const auto file = folder.write("mine.jinja", "theirs");
    QCOMPARE(refusal({file, {}, "mine"}), QString("template.changed"));
    QCOMPARE(tests::bytes_of(file), std::string("theirs"));
    QCOMPARE(refusal({file, {}, "theirs"}), QString());
    QCOMPARE(refusal({file, {}, {}}), QString());
    QCOMPARE(refusal({folder / "gone.jinja", {}, "was there"}), QString());
  }
};

LATHE_TEST(TestEditableTemplate)
#include "test_editable_template.moc"
