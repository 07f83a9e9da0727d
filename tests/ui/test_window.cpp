#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QRegularExpression>
#include <QSplitter>
#include <QTableView>
#include <QTextEdit>

#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/registry.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/train_page.h"
#include "ui/shell/close_guard.h"
#include "ui/widgets/note_bar.h"

using namespace lathe;
using ui::Command;

class TestWindow : public QObject {
  Q_OBJECT
  // A check of the records may have been asked for after it.
  static engine::TrainJob lastRun(tests::StudioKit& kit) {
    for (auto job = kit.engine->jobs.rbegin(); job != kit.engine->jobs.rend(); ++job)
      if (const auto* run = std::get_if<engine::TrainJob>(&*job)) return *run;
    return {};
  }
 private Q_SLOTS:
  void everyPageOfTheRegistryIsReachedByRailAndKey() {
    tests::StudioKit kit;
    QVERIFY(kit.ready);
    for (const ui::PageSpec& spec : ui::pages()) {
      kit.press("rail." + QString(spec.id));
      QCOMPARE(kit.window().currentPage(), QString(spec.id));
      QVERIFY(kit.window().page(spec.id)->isVisible());
    }
    int number = 0;
    for (const ui::PageSpec& spec : ui::pages()) {
      QTest::keyClick(&kit.window(), static_cast<Qt::Key>(Qt::Key_1 + number++), Qt::ControlModifier);
      QCOMPARE(kit.window().currentPage(), QString(spec.id));
    }
  }

  void everyActionSaysWhatItDoesAndWhyNot() {
    tests::StudioKit kit;
    for (int i = 0; i < static_cast<int>(Command::count); ++i) {
      const QAction* action = kit.studio->context().actions[static_cast<Command>(i)];
      QVERIFY(!action->text().isEmpty());
      QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
      if (!action->isEnabled()) QVERIFY2(action->toolTip().contains("Not available:"), qPrintable(action->text()));
    }
  }

  void noTwoActionsShareAKey() {
    tests::StudioKit kit;
    QHash<QString, QString> owners;
    for (const QAction* action : kit.studio->context().actions.all())
      for (const QKeySequence& keys : action->shortcuts()) {
        QVERIFY2(!owners.contains(keys.toString()), qPrintable(keys.toString() + ": " + owners[keys.toString()] + ", " + action->text()));
        owners[keys.toString()] = action->text();
      }
  }

  void anEditIsUndoneByKeyAndMarksTheTitle() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    kit.window().go("data");
    QVERIFY(!kit.window().isWindowModified());
    auto* table = kit.find<QTableView>("data.table");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(kit.session().records()->size(), 4);
    QVERIFY(kit.window().isWindowModified());
    QVERIFY(kit.studio->context().actions[Command::undo]->text().contains("duplicate record 1"));
    QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(kit.session().records()->size(), 3);
    QVERIFY(!kit.window().isWindowModified());
  }

  void tokensAndLearnedShareFillTheTable() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    QVERIFY(kit.openModel());
    kit.window().go("data");
    auto* table = kit.find<QTableView>("data.table");
    const int last = table->model()->columnCount() - 1;
    QVERIFY(QTest::qWaitFor([&] { return table->model()->index(0, last).data().toString().endsWith('%'); }));
    auto* page = qobject_cast<ui::DataPage*>(kit.window().page("data"));
    QTest::keyClick(&kit.window(), Qt::Key_F7);
    QVERIFY(QTest::qWaitFor([&] { return page->desk().issues().rowCount() == 1; }));
    QCOMPARE(page->desk().table().facts().rowsWithIssues(), 1);
  }

  void theWizardSaysWhatIsMissingAndKeepsWhatWasTyped() {
    tests::StudioKit kit;
    kit.window().go("train");
    auto* page = qobject_cast<ui::TrainPage*>(kit.window().page("train"));
    auto* next = kit.find<QAbstractButton>("train.next");
    QVERIFY(!next->isEnabled());
    QVERIFY(next->toolTip().contains("model folder"));
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    QVERIFY(QTest::qWaitFor([&] { return page->draft().report().has_value(); }));
    for (int step = 0; step < 4; ++step) {
      QVERIFY2(next->isEnabled(), qPrintable(next->toolTip()));
      QTest::mouseClick(next, Qt::LeftButton);
    }
    QCOMPARE(page->step(), 4);
    auto* name = kit.find<QLineEdit>("review.name");
    QCOMPARE(name->text(), QString("set-lora"));
    name->selectAll();
    QTest::keyClicks(name, "my-run");
    page->goTo(2);
    page->goTo(4);
    QCOMPARE(name->text(), QString("my-run"));
    QTest::keyClick(&kit.window(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(kit.window().currentPage(), QString("runs"));
    const engine::TrainJob job = lastRun(kit);
    QCOMPARE(job.config.name, std::string("my-run"));
    QVERIFY(!job.resume);
  }

  void editedRecordsAreTrainedFromACopyAndTheFileStays() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    kit.session().records()->remove(0);
    auto* page = qobject_cast<ui::TrainPage*>(kit.window().page("train"));
    QVERIFY(QTest::qWaitFor([&] { return page->draft().report().has_value(); }));
    QVERIFY(page->draft().start());
    QVERIFY(QTest::qWaitFor([&] { return kit.studio->context().monitor.active(); }));
    const engine::TrainJob job = lastRun(kit);
    QVERIFY(job.config.data.path != kit.session().records()->set().file().string());
    QVERIFY(job.config.data.path.starts_with(kit.session().workspaceFolder().string()));
    QCOMPARE(data::read_records(job.config.data.path).records.size(), size_t{2});
    QCOMPARE(data::read_records(kit.session().records()->set().file()).records.size(), size_t{3});
  }

  void aRunIsShownSteppedPausedAndEnded() {
    tests::StudioKit kit;
    auto& monitor = kit.studio->context().monitor;
    monitor.start({});
    const auto id = kit.engine->jobs.size();
    kit.engine->say(id, engine::RunOpened{"/tmp/run", 10, 0, 100, 1000, "cpu"});
    for (int64_t step = 1; step <= 5; ++step) kit.engine->say(id, runs::StepMetrics{.step = step, .loss = 3.0 / step});
    QVERIFY(QTest::qWaitFor([&] { return monitor.step() == 5; }));
    QCOMPARE(monitor.share(), 0.5);
    QVERIFY(kit.studio->context().actions[Command::pauseRun]->isEnabled());
    QTest::keyClick(&kit.window(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(kit.engine->stopped.size(), size_t{1});
    QVERIFY(QTest::qWaitFor([&] { return !monitor.active(); }));
    QVERIFY(!kit.studio->context().actions[Command::stopRun]->isEnabled());
  }

  void closingDuringARunAsksAndSavesFirst() {
    tests::StudioKit kit;
    auto& monitor = kit.studio->context().monitor;
    monitor.start({});
    const auto id = kit.engine->jobs.size();
    kit.engine->say(id, engine::RunOpened{"/tmp/run", 10, 0, 100, 1000, "cpu"});
    QVERIFY(QTest::qWaitFor([&] { return monitor.state() == ui::RunMonitor::State::running; }));
    QWidget window;
    window.show();
    std::function<void(ui::CloseGuard::Choice)> answer;
    ui::CloseGuard guard(monitor, [&](QWidget*, const QString&, auto reply) { answer = reply; });
    QVERIFY(!guard.mayClose(&window));
    answer(ui::CloseGuard::Choice::cancel);
    QVERIFY(monitor.active() && kit.engine->stopped.empty());
    QVERIFY(!guard.mayClose(&window));
    answer(ui::CloseGuard::Choice::saveAndStop);
    QCOMPARE(kit.engine->stopped.size(), size_t{1});
    QVERIFY(QTest::qWaitFor([&] { return !window.isVisible(); }));
    QVERIFY(guard.mayClose(&window));
  }

  void aRunThatCouldNotSaveKeepsTheWindowOpen() {
    tests::StudioKit kit;
    kit.engine->answers_stop = false;
    auto& monitor = kit.studio->context().monitor;
    monitor.start({});
    const auto id = kit.engine->jobs.size();
    kit.engine->say(id, engine::RunOpened{"/tmp/run", 10, 0, 100, 1000, "cpu"});
    QVERIFY(QTest::qWaitFor([&] { return monitor.state() == ui::RunMonitor::State::running; }));
    QWidget window;
    window.show();
    ui::CloseGuard guard(monitor, [](QWidget*, const QString&, auto reply) { reply(ui::CloseGuard::Choice::saveAndStop); });
    QVERIFY(!guard.mayClose(&window));
    engine::JobFinished outcome;
    outcome.result = engine::Result::paused;
    outcome.code = "disk.full";
    outcome.message = phrase("[save] the disk is full");
    kit.engine->say(id, outcome);
    QVERIFY(QTest::qWaitFor([&] { return !monitor.active(); }));
    QTest::qWait(50);
    QVERIFY(window.isVisible());
    QVERIFY(kit.window().note()->text().contains("disk is full"));
    QVERIFY(guard.mayClose(&window));                // asked again, with nothing running, it goes
  }

  void aFailureIsSaidInPlaceWithItsCode() {
    tests::StudioKit kit;
    kit.session().openRecords(kit.folder.path() + "/absent.jsonl");
    QVERIFY(QTest::qWaitFor([&] { return !kit.window().note()->text().isEmpty(); }));
    QVERIFY(kit.window().note()->text().contains("absent.jsonl"));
    QVERIFY(!kit.window().note()->text().contains("["));       // the operation in brackets is for logs
  }

  void answersStreamSideBySideAndDifferencesAreMarked() {
    tests::StudioKit kit;
    kit.window().go("compare");
    auto& desk = qobject_cast<ui::ComparePage*>(kit.window().page("compare"))->desk();
    ui::ComparePair pair;
    pair.base = "/models/base";
    pair.tuned = "/runs/best";
    desk.ask(pair, {}, {"Who are you?"}, {}, {});
    const auto id = kit.engine->jobs.size();
    kit.find<QTableView>("compare.table")->selectRow(0);
    const auto* before = kit.find<QTextEdit>("compare.before");
    const auto* after = kit.find<QTextEdit>("compare.after");
    kit.engine->say(id, engine::AnswerPiece{0, engine::Side::before, "I am a "});
    QVERIFY(QTest::qWaitFor([&] { return before->toPlainText() == "I am a "; }));
    QVERIFY(after->toPlainText().isEmpty());
    const auto say = [&](engine::Side side, const char* text) {
      engine::Answer answer;
      answer.side = side;
      answer.text = text;
      answer.reached_end = true;
      kit.engine->say(id, answer);
    };
    say(engine::Side::before, "I am a model.");
    say(engine::Side::after, "I am Lathe.");
    kit.engine->finish(id, engine::Result::succeeded);
    QVERIFY(QTest::qWaitFor([&] { return !desk.busy(); }));
    QCOMPARE(after->toPlainText(), QString("I am Lathe."));
    const auto underlined = [](const QTextEdit* pane) {
      QString out;
      QTextCursor cursor(pane->document());
      while (cursor.movePosition(QTextCursor::NextCharacter)) out += cursor.charFormat().fontUnderline() ? '^' : '.';
      return out;
    };
    QCOMPARE(underlined(before), QString(".....^^^^^^^."));          // "a model"
    QCOMPARE(underlined(after), QString(".....^^^^^."));             // "Lathe"
  }

  void whatTheEngineSaysAboutAComparisonIsSeenThere() {
    tests::StudioKit kit;
    kit.window().go("compare");
    auto& desk = qobject_cast<ui::ComparePage*>(kit.window().page("compare"))->desk();
    ui::ComparePair pair;
    pair.base = "/models/base";
    pair.tuned = "/runs/best";
    desk.ask(pair, {}, {"Who are you?"}, {}, {});
    const auto* notices = kit.find<QLabel>("compare.notices");
    QVERIFY(notices->isHidden());
    kit.engine->say(kit.engine->jobs.size(), engine::LogLine{phrase("the template of the folder is not used")});
    QVERIFY(QTest::qWaitFor([&] { return !notices->isHidden(); }));
    QCOMPARE(notices->text(), QString("the template of the folder is not used"));
    kit.engine->finish(kit.engine->jobs.size(), engine::Result::succeeded);
    QVERIFY(QTest::qWaitFor([&] { return !desk.busy(); }));
    QVERIFY(!notices->isHidden());
    desk.ask(pair, {}, {"And now?"}, {}, {});
    QVERIFY(notices->isHidden());
  }

  void aboutNamesEveryPartThatIsBuiltIn() {
    tests::StudioKit kit;
    kit.action(Command::about)->trigger();
    const auto* table = kit.window().findChild<QDialog*>()->findChild<QTableView*>();
    const auto plain = [](QString name) { return name.toLower().remove(QRegularExpression("^lib|[^a-z0-9]|qt6$")); };
    QString named;
    for (int row = 0; row < table->model()->rowCount(); ++row) named += plain(table->model()->index(row, 0).data().toString()) + "\n";
    QFile file(QString::fromStdString((tests::source_folder() / "installer/cmake/packages.cmake").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList wanted{"arrow", "libtorch", "qt"};
    auto found = QRegularExpression("(?:find_package\\(|IMPORTED_TARGET )(?:lib)?([A-Za-z0-9_]+)").globalMatch(QString::fromUtf8(file.readAll()));
    while (found.hasNext()) wanted << found.next().captured(1);
    for (const char* of_the_build : {"Threads", "PkgConfig"}) wanted.removeAll(of_the_build);
    QVERIFY(wanted.size() > 8);
    for (const QString& part : wanted) QVERIFY2(named.contains(plain(part)), qPrintable(part));
  }

  void choicesOfTheSettingsStandInLine() {
    tests::StudioKit kit;
    kit.window().go("settings");
    const auto left = [&](const QWidget* widget) { return widget->mapTo(&kit.window(), QPoint()).x(); };
    QSet<int> lefts;
    for (const QComboBox* box : kit.window().page("settings")->findChildren<QComboBox*>()) lefts << left(box);
    QCOMPARE(lefts.size(), qsizetype{1});
  }

  void theWindowIsAsItWasLeft() {
    QTemporaryDir folder;
    const QString settings = folder.path() + "/studio.ini";
    QList<int> rows;
    QSize size;
    {
      tests::StudioKit kit({.settings_file = settings});
      QVERIFY(kit.openSet());
      kit.window().go("data");
      kit.window().resize(1150, 777);
      QTest::qWait(20);
      auto* splitter = kit.find<QSplitter>("data.rows");
      splitter->setSizes({200, 300});
      rows = splitter->sizes();
      size = kit.window().size();
      kit.window().close();
    }
    tests::StudioKit again({.settings_file = settings});
    QVERIFY(again.openSet());
    again.window().go("data");
    QCOMPARE(again.window().size(), size);
    QTest::qWait(20);
    QCOMPARE(again.find<QSplitter>("data.rows")->sizes(), rows);
  }
};

LATHE_TEST(TestWindow)
#include "test_window.moc"
