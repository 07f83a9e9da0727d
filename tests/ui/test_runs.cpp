#include <QLabel>
#include <QPlainTextEdit>
#include <QTableView>
#include <fstream>

#include "tests/support/run_tests.h"
#include "tests/ui/made_runs.h"
#include "tests/ui/studio_kit.h"
#include "ui/models/run_list_model.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/runs_page.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/note_bar.h"

using namespace lathe;

namespace {
// A run that goes on, as the fake engine tells it.
engine::JobId begin(tests::StudioKit& kit) {
  kit.studio->context().monitor.start({});
  const engine::JobId id = kit.engine->jobs.size();
  kit.engine->say(id, engine::RunOpened{"/tmp/run", 10, 0, 100, 1000, "cpu"});
  return QTest::qWaitFor([&] { return kit.studio->context().monitor.state() == ui::RunMonitor::State::running; }) ? id : 0;
}

ui::ComparePair live() {
  ui::ComparePair pair;
  pair.live = true;
  return pair;
}

engine::Answer answer(int64_t number, const char* text) {
  engine::Answer out;
  out.prompt = number;
  out.side = engine::Side::after;
  out.text = text;
  return out;
}
}  // namespace

class TestRuns : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatARunSaysIsShown() {
    tests::StudioKit kit;
    const auto id = begin(kit);
    QVERIFY(id);
    kit.window().go("runs");
    auto* log = kit.find<QPlainTextEdit>("runs.log");
    kit.engine->say(id, engine::LogLine{phrase(LATHE_TR("Goes on after step {0}"), 7)});
    kit.engine->say(id, engine::LogLine{phrase(LATHE_TR("No NVIDIA driver was found: the processor is used"))});
    QVERIFY(QTest::qWaitFor([&] { return log->isVisible() && log->toPlainText().contains("NVIDIA"); }));
    QVERIFY(log->toPlainText().contains("step 7"));
    kit.engine->say(id + 100, engine::LogLine{phrase("of another job")});
    QTest::qWait(150);
    QVERIFY(!log->toPlainText().contains("another job"));
    kit.studio->context().monitor.note(phrase("The machine cannot be kept awake: {0}. Switch off sleep by hand for long runs.", "no bus"));
    QVERIFY(QTest::qWaitFor([&] { return log->toPlainText().contains("kept awake: no bus"); }));
    kit.studio->context().language.choose("zh_CN");
    QVERIFY(QTest::qWaitFor([&] { return log->toPlainText().contains(QStringLiteral("使用处理器")); }));
    QVERIFY(log->toPlainText().contains(QStringLiteral("保持唤醒：no bus")));
    kit.studio->context().language.choose("en");
    kit.engine->finish(id, engine::Result::succeeded);
  }

  void theLogAndTheBestNoteOfAnEarlierRunAreShown() {
    tests::StudioKit kit;
    tests::makeRun(kit.session().workspaceFolder(), {.name = "old", .best_note = phrase("best is the last: nothing was held out")});
    kit.window().go("runs");
    auto* log = kit.find<QPlainTextEdit>("runs.log");
    QVERIFY(QTest::qWaitFor([&] { return log->toPlainText().contains("Paused after step 0 of 2"); }));
    kit.studio->context().language.choose("zh_CN");
    QVERIFY(QTest::qWaitFor([&] { return log->toPlainText().contains(QStringLiteral("在第 0 步（共 2 步）后暂停")); }));
    kit.studio->context().language.choose("en");
    const auto* note = kit.find<QLabel>("runs.note");
    QVERIFY(QTest::qWaitFor([&] { return note->text() == "best is the last: nothing was held out"; }));
  }

  void aRunThatAFullDiskPausedSaysSo() {
    tests::StudioKit kit;
    const auto id = begin(kit);
    engine::JobFinished outcome;
    outcome.result = engine::Result::paused;
    outcome.code = "disk.full";
    outcome.message = phrase("[save] the disk is full");
    outcome.hint = phrase("Free some space.");
    kit.engine->say(id, outcome);
    QVERIFY(QTest::qWaitFor([&] { return kit.window().note()->text().contains("disk is full"); }));
    QVERIFY(kit.window().note()->text().contains("Free some space."));
  }

  void anOrdinaryPauseSaysNothing() {
    tests::StudioKit kit;
    const auto id = begin(kit);
    kit.engine->finish(id, engine::Result::paused);
    QVERIFY(QTest::qWaitFor([&] { return !kit.studio->context().monitor.active(); }));
    QVERIFY(kit.window().note()->text().isEmpty());
  }

  void aRunTakenUpKeepsWhatItHadDone() {
    tests::StudioKit kit;
    const auto folder = tests::makeRun(kit.session().workspaceFolder(), {.name = "old", .steps = 8, .state = runs::RunState::paused});
    auto& monitor = kit.studio->context().monitor;
    monitor.start({.run_folder = folder, .resume = true});
    const auto id = kit.engine->jobs.size();
    kit.engine->say(id, engine::RunOpened{folder.string(), 10, 6, 100, 1000, "cpu"});
    for (int64_t step = 7; step <= 9; ++step) kit.engine->say(id, runs::StepMetrics{.step = step, .loss = 1.0});
    QVERIFY(QTest::qWaitFor([&] { return monitor.history().steps.size() == 9; }));
    for (int64_t step = 1; step <= 9; ++step) QCOMPARE(monitor.history().steps[static_cast<size_t>(step - 1)].step, step);
    QCOMPARE(monitor.history().steps[6].loss, 1.0);
    kit.window().go("runs");
    QVERIFY(QTest::qWaitFor([&] { return kit.find<ui::LineChart>("runs.loss")->points(0).size() == 9; }));
    kit.engine->finish(id, engine::Result::succeeded);
  }

  void aHiddenPageIsNotDrawnAndCatchesUp() {
    tests::StudioKit kit;
    const auto id = begin(kit);
    kit.window().go("home");
    const auto shown = [&] { return kit.find<ui::LineChart>("runs.loss")->points(0).size(); };
    for (int64_t step = 1; step <= 5; ++step) kit.engine->say(id, runs::StepMetrics{.step = step, .loss = 1.0});
    QVERIFY(QTest::qWaitFor([&] { return kit.studio->context().monitor.step() == 5; }));
    QTest::qWait(250);
    QCOMPARE(shown(), qsizetype{0});
    kit.window().go("runs");
    QCOMPARE(shown(), qsizetype{5});
    kit.engine->say(id, runs::StepMetrics{.step = 6, .loss = 0.5});
    QVERIFY(QTest::qWaitFor([&] { return shown() == 6; }));
    kit.engine->finish(id, engine::Result::succeeded);
  }

  void foldersThatCannotBeReadAreCounted() {
    tests::StudioKit kit;
    const auto workspace = kit.session().workspaceFolder();
    tests::makeRun(workspace, {.name = "good"});
    std::filesystem::create_directories(workspace / "runs/bad");
    std::ofstream(workspace / "runs/bad/run.json") << "{";
    for (const char* page : {"home", "runs"}) {
      kit.window().go(page);
      const QLabel* found = nullptr;
      QVERIFY2(QTest::qWaitFor([&] {
        for (const QLabel* label : kit.window().page(page)->findChildren<QLabel*>())
          if (label->isVisible() && label->text().startsWith("1 run folders")) found = label;
        return found && found->toolTip().contains("bad");
      }), qPrintable(QString(page) + (found ? ": " + found->toolTip() : QString())));
    }
  }

  void aQuestionThatTheRunDidNotAnswerIsLetGo() {
    tests::StudioKit kit;
    const auto id = begin(kit);
    auto& desk = qobject_cast<ui::ComparePage*>(kit.window().page("compare"))->desk();
    const int row = desk.ask(live(), {}, {"Who are you?"}, {}, {});
    QCOMPARE(row, 0);
    QVERIFY(desk.busy());
    kit.engine->finish(id, engine::Result::succeeded);
    QVERIFY(QTest::qWaitFor([&] { return !desk.busy(); }));
    QVERIFY(!desk.answers().at(0).after.wanted);
    QVERIFY(kit.window().note()->text().contains("before it answered"));
    QCOMPARE(desk.ask(live(), {}, {"Still there?"}, {}, {}), -1);
  }

  void aQuestionThatCannotBeAnsweredIsLetGo() {
    tests::StudioKit kit;
    const auto id = begin(kit);
    auto& desk = qobject_cast<ui::ComparePage*>(kit.window().page("compare"))->desk();
    desk.ask(live(), {}, {"Who are you?"}, {}, {});
    kit.engine->say(id, engine::AnswerFailed{0, "generate.empty_prompt", phrase("[generate] the prompt is empty"), phrase("Write something.")});
    QVERIFY(QTest::qWaitFor([&] { return !desk.busy(); }));
    QVERIFY(kit.window().note()->text().contains("the prompt is empty"));
    QVERIFY(kit.studio->context().monitor.active());
    kit.engine->finish(id, engine::Result::succeeded);
  }

  void aCancelledQuestionGetsNoLateAnswer() {
    tests::StudioKit kit;
    const auto id = begin(kit);
    auto& desk = qobject_cast<ui::ComparePage*>(kit.window().page("compare"))->desk();
    desk.ask(live(), {}, {"first"}, {}, {});
    desk.cancel();
    QVERIFY(!desk.busy());
    desk.ask(live(), {}, {"second"}, {}, {});
    kit.engine->say(id, answer(0, "to the first"));
    kit.engine->say(id, answer(1, "to the second"));
    QVERIFY(QTest::qWaitFor([&] { return !desk.busy(); }));
    QVERIFY(desk.answers().at(0).after.text.isEmpty());
    QCOMPARE(desk.answers().at(1).after.text, QString("to the second"));
    kit.engine->finish(id, engine::Result::succeeded);
  }

  void anyRecordOfARunGetsAName() {
    config::RunConfig config;
    config.peft = {{"method", "lora"}, {"rank", "sixteen"}};
    QCOMPARE(ui::methodText(config), QString("LoRA"));
    config.peft = {{"method", "lora"}, {"rank", 16}};
    QCOMPARE(ui::methodText(config), QString("LoRA r16"));
    config.peft = {{"method", 3}};
    QCOMPARE(ui::methodText(config), QString());
  }
};

LATHE_TEST(TestRuns)
#include "test_runs.moc"
