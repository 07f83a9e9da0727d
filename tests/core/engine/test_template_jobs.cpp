#include <QElapsedTimer>

#include "core/text/templates/builtin.h"
#include "tests/core/engine/engine_session.h"
#include "tests/support/run_tests.h"
#include "tests/support/tiny_project.h"

using namespace lathe;
using namespace lathe::engine;
using tests::EngineSession;

namespace {

const data::Record kRecord{Json{{"messages", {{{"role", "user"}, {"content", "Say 好"}}, {{"role", "assistant"}, {"content", "Yes 好!"}},
                                              {{"role", "user"}, {"content", "Again"}}, {{"role", "assistant"}, {"content", "No."}}}}}, "set.jsonl", 1};

std::string text_of(const std::vector<ShownToken>& tokens, bool learned_alone = false) {
  std::string out;
  for (const ShownToken& token : tokens)
    if (token.learned || !learned_alone) out += token.text;
  return out;
}

bool says(const TemplatePreviewed& shown, const std::string& words) {
  return std::any_of(shown.notices.begin(), shown.notices.end(), [&](const Phrase& notice) { return notice.str().find(words) != std::string::npos; });
}

}  // namespace

class TestTemplateJobs : public QObject {
  Q_OBJECT

  TemplatePreviewed preview(const std::string& source, const std::filesystem::path& model, const data::Record& record = kRecord, const std::string& format = "messages") {
    EngineSession session;
    PreviewTemplateJob job{.model = model, .source = {"mine.jinja", source}, .format = format, .record = record};
    if (session.run(job).result != Result::succeeded) qFatal("the preview failed");
    return session.all<TemplatePreviewed>().at(0);
  }

 private Q_SLOTS:
  void theSourceInForceIsRead() {
    const tests::TinyProject project;
    EngineSession session;
    QVERIFY(session.run(ReadTemplateJob{project.model(), "auto"}).result == Result::succeeded);
    QCOMPARE(session.all<TemplateRead>().at(0).found.name, std::string("tokenizer_config.json, chat_template"));
    QVERIFY(session.run(ReadTemplateJob{{}, "llama3"}).result == Result::succeeded);
    QVERIFY(session.all<TemplateRead>().at(1).found.source.find("start_header_id") != std::string::npos);
    QCOMPARE(session.run(ReadTemplateJob{{}, "/nowhere/mine.jinja"}).code, std::string("io.not_found"));
  }

  // The preview of an unchanged source is the token panel's, token for token.
  void thePreviewShowsWhatTrainingSees() {
    const tests::TinyProject project;
    EngineSession session;
    session.run(ReadTemplateJob{project.model(), "auto"});
    const TemplatePreviewed shown = preview(session.all<TemplateRead>().at(0).found.source, project.model());
    session.run(ShowTokensJob{.model = project.model(), .format = "messages", .records = {kRecord}});
    const std::vector<ShownToken> panel = session.all<TokensShown>().at(0).records.at(0).tokens;
    QCOMPARE(shown.trained.tokens.size(), panel.size());
    for (size_t i = 0; i < panel.size(); ++i)
      QVERIFY(shown.trained.tokens[i].id == panel[i].id && shown.trained.tokens[i].learned == panel[i].learned && shown.trained.tokens[i].special == panel[i].special);
    QVERIFY(!shown.trained.fault && !shown.asked.fault && shown.notices.empty());
    QCOMPARE(shown.end_mark, std::string("<|im_end|>"));
  }

  void theAskedViewEndsWhereTheLastAnswerBegins() {
    const tests::TinyProject project;
    const TemplatePreviewed shown = preview(std::string(text::builtin_template("chatml")), project.model());
    const std::string asked = text_of(shown.asked.tokens);
    QVERIFY2(asked.ends_with("Again<|im_end|>\n<|im_start|>assistant\n"), asked.c_str());
    QVERIFY(text_of(shown.trained.tokens).starts_with(asked));
    QCOMPARE(text_of(shown.asked.tokens, true), std::string());
  }

  void withoutAModelWordsStandForTokens() {
    const TemplatePreviewed shown = preview(std::string(text::builtin_template("chatml")), {});
    QCOMPARE(text_of(shown.trained.tokens, true), std::string("Yes 好!<|im_end|>No.<|im_end|>"));
    QVERIFY(shown.trained.tokens.size() > 8 && shown.trained.tokens[0].id == -1);
    QVERIFY(text_of(shown.asked.tokens).ends_with("<|im_start|>assistant\n"));
  }

  void aFaultNamesItsLine() {
    const tests::TinyProject project;
    const TemplatePreviewed shown = preview("a\n{% for m in messages %}\n{{ m.content }\n{% endfor %}", project.model());
    QVERIFY(shown.trained.fault && shown.asked.fault && shown.trained.tokens.empty());
    QCOMPARE(shown.trained.fault->code, std::string("template.syntax"));
    QCOMPARE(shown.trained.fault->line, 3);
  }

  // A template may take the whole conversation and refuse the question alone.
  void eachViewHasItsOwnFault() {
    const TemplatePreviewed shown = preview("{% for m in messages %}{{ m.content }}{% endfor %}\n{% if add_generation_prompt %}{{ raise_exception('no questions') }}{% endif %}", {});
    QVERIFY(!shown.trained.fault && !shown.trained.tokens.empty());
    QVERIFY(shown.asked.fault && shown.asked.fault->code == "template.refused");
    QCOMPARE(shown.asked.fault->line, 2);
  }

  void aRunawayTemplateEndsByItsLimits() {
    const tests::TinyProject project;
    QElapsedTimer clock;
    clock.start();
    for (const char* source : {"{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
                               "{% for a in range(100000) %}{{ 'x' * 1000 }}{% endfor %}"}) {
      const TemplatePreviewed shown = preview(source, project.model());
      QVERIFY(shown.trained.fault && shown.trained.fault->code == "template.limit");
    }
    QVERIFY2(clock.elapsed() < 20'000, qPrintable(QString::number(clock.elapsed())));
  }

  void whatWouldGoWrongInTrainingIsSaid() {
    const tests::TinyProject project;
    const std::string frame = "{% for m in messages %}<|im_start|>{{ m.role }}\n";
    QVERIFY(says(preview("{{ messages[0].content }}", project.model()), "no token of this record"));
    QVERIFY(says(preview(frame + "{{ m.content }}{% endfor %}", project.model()), "no end mark"));
    QVERIFY(says(preview(frame + "{{ m.content }}#STOP#{% endfor %}", project.model()), "#STOP#"));
    QVERIFY(says(preview(frame + "{{ m.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>model\n{% endif %}", project.model()), "not the beginning"));
    EngineSession session;
    PreviewTemplateJob small{.model = project.model(), .source = {"mine.jinja", std::string(text::builtin_template("chatml"))}, .format = "messages", .record = kRecord};
    small.data.max_tokens = 8;
    session.run(small);
    QVERIFY(says(session.all<TemplatePreviewed>().at(0), "longest record"));
    QVERIFY(!session.all<TemplatePreviewed>().at(0).trained.tokens.empty());
  }

  void unreadableRecordsAndOtherKindsAreSaid() {
    const std::string chatml(text::builtin_template("chatml"));
    const TemplatePreviewed bad = preview(chatml, {}, {Json{{"messages", 3}}, "set.jsonl", 7});
    QVERIFY(bad.trained.tokens.empty() && says(bad, "set.jsonl"));
    QVERIFY(says(preview(chatml, {}, {Json{{"text", "plain"}}, "set.jsonl", 1}, "text"), "without a template"));
    const TemplatePreviewed pair = preview(chatml, {}, {Json{{"prompt", "q"}, {"chosen", "good"}, {"rejected", "bad"}}, "set.jsonl", 1}, "preference");
    QCOMPARE(text_of(pair.trained.tokens, true), std::string("good<|im_end|>bad<|im_end|>"));
  }
};

LATHE_TEST(TestTemplateJobs)
#include "test_template_jobs.moc"
