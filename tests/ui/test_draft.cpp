// The run that is put together: what a person typed stays, a check belongs to what it checked, and the run that is shown
// or saved is the one that is trained.
#include <QAbstractButton>
#include <QPlainTextEdit>

#include "core/data/record_source.h"
#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/forms/option_editor.h"
#include "ui/forms/option_form.h"
#include "ui/pages/train_page.h"
#include "ui/widgets/note_bar.h"

using namespace lathe;
using ui::Command;

namespace {

// As the fake engine does, but a check of records is answered by the test.
tests::FakeEngine::Script withoutChecks() {
  return [](tests::FakeEngine& fake, engine::JobId id, const engine::Job& job) {
    if (!std::holds_alternative<engine::CheckDataJob>(job)) tests::answer(fake, id, job);
  };
}

engine::JobId lastCheck(const tests::FakeEngine& fake) {
  for (size_t i = fake.jobs.size(); i > 0; --i)
    if (std::holds_alternative<engine::CheckDataJob>(fake.jobs[i - 1])) return i;
  return 0;
}

}  // namespace

class TestDraft : public QObject {
  Q_OBJECT

  static ui::TrainPage& trainPage(tests::StudioKit& kit) { return *qobject_cast<ui::TrainPage*>(kit.window().page("train")); }
  static ui::RunDraft& draftOf(tests::StudioKit& kit) { return trainPage(kit).draft(); }
  static bool openBoth(tests::StudioKit& kit) {
    return kit.openModel() && kit.openSet() && QTest::qWaitFor([&] { return draftOf(kit).report().has_value(); });
  }

 private Q_SLOTS:
  void theRunThatIsShownAndSavedIsTheOneThatIsTrained() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    kit.session().records()->remove(0);
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).report().has_value(); }));
    kit.window().go("train");
    trainPage(kit).goTo(4);
    Json shown;
    for (const QPlainTextEdit* edit : trainPage(kit).findChildren<QPlainTextEdit*>())
      if (edit->isReadOnly() && edit->toPlainText().startsWith('{')) shown = Json::parse(edit->toPlainText().toStdString());
    const std::string original = kit.session().records()->set().file().string();
    QVERIFY(shown["data"]["path"] != original);
    const std::filesystem::path saved = kit.folder.path().toStdString() + "/run.json";
    draftOf(kit).saveRun(saved);
    QVERIFY(QTest::qWaitFor([&] { return std::filesystem::exists(saved); }));
    const config::RunConfig read = config::read_run_config(saved);
    QCOMPARE(read.data.path, shown["data"]["path"].get<std::string>());
    QCOMPARE(data::read_records(read.data.path).records.size(), size_t{2});
    QVERIFY(draftOf(kit).start());
    QVERIFY(QTest::qWaitFor([&] { return kit.studio->context().monitor.active(); }));
    QCOMPARE(kit.studio->context().monitor.config().data.path, read.data.path);
  }

  void everyStateOfTheRecordsHasACopyOfItsOwn() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    kit.session().records()->remove(0);
    const std::string first = draftOf(kit).runConfig().data.path;
    QTest::qWait(5);
    kit.session().records()->remove(0);
    QVERIFY(draftOf(kit).runConfig().data.path != first);
    kit.session().records()->undo();
    kit.session().records()->undo();
    QCOMPARE(draftOf(kit).runConfig().data.path, kit.session().records()->set().file().string());
  }

  void aRunThatCannotBeSavedIsSaid() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    draftOf(kit).saveRun(kit.folder.path().toStdString() + "/set.jsonl/run.json");
    QVERIFY(QTest::qWaitFor([&] { return !kit.window().note()->text().isEmpty(); }));
  }

  void typedPromptsOutliveAnotherSet() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    QCOMPARE(draftOf(kit).config().samples.prompts.front(), std::string("Who are you?"));
    Json document = draftOf(kit).document();
    document["samples"]["prompts"] = Json::array({"What is my own question?"});
    draftOf(kit).setDocument(document);
    QVERIFY(kit.openSet(tests::StudioKit::recordLine("Another set", "", "Yes"), "other.jsonl"));
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).config().data.path.ends_with("other.jsonl"); }));
    QCOMPARE(draftOf(kit).config().samples.prompts, std::vector<std::string>{"What is my own question?"});
  }

  void anotherMethodGivesTheFirstBackAsItWas() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    Json document = draftOf(kit).document();
    QVERIFY(document["peft"]["method"] == Json("lora"));
    document["peft"]["rank"] = 64;
    draftOf(kit).setDocument(document);
    draftOf(kit).setMethod("full");
    QVERIFY(!draftOf(kit).config().peft.contains("rank"));
    draftOf(kit).setMethod("lora");
    QVERIFY(draftOf(kit).config().peft["rank"] == Json(64));
  }

  void whatCannotBeReadStaysWhenAnotherPageChangesTheRun() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    Json document = draftOf(kit).document();
    document["train"]["epochs"] = "many";
    draftOf(kit).setDocument(document);
    QVERIFY(!draftOf(kit).faults().empty());
    config::RunConfig other = kit.session().draft();
    other.device.threads = 1;
    kit.session().setDraft(other);
    QVERIFY(draftOf(kit).typed()["train"]["epochs"] == Json("many"));
    QVERIFY(!draftOf(kit).faults().empty());
  }

  void anEvaluationFileBelongsToItsSet() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    config::RunConfig run = kit.session().draft();
    run.data.eval_path = "/elsewhere/held_out.jsonl";
    kit.session().setDraft(run);
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).report().has_value(); }));
    QVERIFY(draftOf(kit).sentences().join(' ').contains("held_out.jsonl"));
    run.train.epochs = 2;
    run.train.batch_records = 1;
    kit.session().setDraft(run);
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).report().has_value(); }));
    const QString steps = QString("about %1 steps").arg(2 * draftOf(kit).report()->counts.usable);
    QVERIFY2(draftOf(kit).sentences().join(' ').contains(steps), qPrintable(draftOf(kit).sentences().join(' ')));
    QVERIFY(kit.openSet(tests::StudioKit::recordLine("Another set", "", "Yes"), "other.jsonl"));
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).config().data.path.ends_with("other.jsonl"); }));
    QCOMPARE(draftOf(kit).config().data.eval_path, std::string());
  }

  void theSettingsStepShowsWhatOtherRecordsBring() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    kit.window().go("train");
    trainPage(kit).goTo(3);
    QVERIFY(kit.openSet(tests::StudioKit::recordLine("Another question?", "", "Yes"), "other.jsonl"));
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).config().data.path.ends_with("other.jsonl"); }));
    QCOMPARE(draftOf(kit).config().samples.prompts, std::vector<std::string>{"Another question?"});
    const auto* form = trainPage(kit).findChildren<ui::OptionForm*>().back();
    for (const auto* each : trainPage(kit).findChildren<ui::OptionForm*>())
      if (each->editor("samples.prompts")) form = each;
    QVERIFY(form->value("samples.prompts") == Json::array({"Another question?"}));
  }

  void anEditTakesTheOldReportAwayAtOnce() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    kit.session().records()->remove(0);
    QVERIFY(!draftOf(kit).report());
    QVERIFY(draftOf(kit).checking());
  }

  void aCheckOfAnEarlierDraftIsNotTaken() {
    tests::StudioKit kit({.script = withoutChecks()});
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    QVERIFY(QTest::qWaitFor([&] { return lastCheck(*kit.engine) != 0; }));
    const engine::JobId early = lastCheck(*kit.engine);
    kit.session().records()->remove(0);
    engine::DataChecked late;
    late.report.counts.records = 3;
    kit.engine->say(early, late);
    QTest::qWait(50);
    QVERIFY(!draftOf(kit).report());
  }

  void labelledTextsAreLearnedAsLabels() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    QCOMPARE(draftOf(kit).objective(), std::string("instruction"));
    kit.window().go("train");
    trainPage(kit).goTo(2);
    auto* labels = kit.find<QAbstractButton>("objective.classification");
    auto* answers = kit.find<QAbstractButton>("objective.instruction");
    QVERIFY(labels->isVisible() && answers->isVisible());
    QVERIFY(answers->isChecked() && !labels->isChecked());
    QVERIFY(kit.openSet("{\"text\": \"good\", \"label\": \"a\"}\n{\"text\": \"bad\", \"label\": \"b\"}\n", "labels.jsonl"));
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).objective() == "classification"; }));
    QVERIFY(labels->isChecked() && !answers->isChecked());
    QVERIFY(draftOf(kit).faults().empty());
    answers->click();
    QCOMPARE(draftOf(kit).objective(), std::string("instruction"));
    QCOMPARE(draftOf(kit).faults().front().code, std::string("objective.records"));
    QVERIFY(!draftOf(kit).start());
    labels->click();
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).report().has_value(); }));
    QVERIFY(draftOf(kit).faults().empty());
  }

  void anEncoderLearnsLabelsAlone() {
    tests::StudioKit kit({.script = [](tests::FakeEngine& fake, engine::JobId id, const engine::Job& job) {
      const auto* inspect = std::get_if<engine::InspectModelJob>(&job);
      if (!inspect) return tests::answer(fake, id, job);
      engine::ModelInspected encoder = tests::fakeModel(inspect->model.string());
      encoder.writes = false;
      fake.say(id, encoder);
      fake.finish(id, engine::Result::succeeded);
    }});
    QVERIFY(kit.openModel());
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).objective() == "classification"; }));
    QCOMPARE(draftOf(kit).objectives().size(), size_t{1});
    kit.window().go("train");
    trainPage(kit).goTo(2);
    QVERIFY(!kit.find<QAbstractButton>("objective.classification")->isVisible());
  }

  void startingFromAnotherPageShowsThatRecordsAreWritten() {
    tests::StudioKit kit;
    QVERIFY(openBoth(kit));
    kit.session().records()->remove(0);
    QVERIFY(QTest::qWaitFor([&] { return draftOf(kit).report().has_value(); }));
    kit.window().go("data");
    kit.action(Command::startRun)->trigger();
    QVERIFY(draftOf(kit).writing());
    QCOMPARE(kit.window().currentPage(), QString("train"));
    QVERIFY(!kit.action(Command::startRun)->isEnabled());
    QVERIFY(!kit.find<QAbstractButton>("train.next")->isEnabled());
    QVERIFY(kit.find<QAbstractButton>("train.next")->toolTip().contains("being written"));
    QVERIFY(QTest::qWaitFor([&] { return kit.window().currentPage() == "runs"; }));
    QVERIFY(!draftOf(kit).writing());
  }
};

LATHE_TEST(TestDraft)
#include "test_draft.moc"
