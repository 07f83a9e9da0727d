#include <QAbstractButton>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryDir>

#include <numeric>

#include "core/engine/catalog.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"
#include "tests/ui/loop_watch.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/train_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/studio.h"
#include "ui/widgets/answer_pane.h"
#include "ui/widgets/line_chart.h"

using namespace lathe;

// The real studio with the real engine on the bundled demo, driven by mouse and keys as on somebody's first day.
class TestFirstDay : public QObject {
  Q_OBJECT
  static constexpr int kSoonMs = 60'000, kRunMs = 480'000, kBetweenMs = 30;
  QTemporaryDir scratch_;
  std::unique_ptr<ui::Studio> studio_;
  tests::LoopWatch watch_;

  ui::MainWindow& window() { return studio_->window(); }
  template <class W>
  W* find(const QString& name) { return window().findChild<W*>(name); }
  // The loop turns between two clicks, as it does for a person.
  void click(QWidget* widget) {
    QTest::mouseClick(widget, Qt::LeftButton);
    QTest::qWait(kBetweenMs);
  }
  void click(const QString& name) { click(find<QWidget>(name)); }

  QPlainTextEdit* answerEditor() {
    for (QPlainTextEdit* edit : window().findChildren<QPlainTextEdit*>())
      if (edit->isVisible() && edit->property("learned").toBool()) return edit;
    return nullptr;
  }

 private Q_SLOTS:
  void initTestCase() {
    for (const char* part : {"run.json", "whitesail/config.json", "whitesail/model.safetensors", "whitesail/tokenizer.json"})
      QVERIFY2(std::filesystem::exists(tests::source_folder() / "resources/demo" / part), qPrintable(QString("resources/demo/%1 is not in the checkout").arg(part)));
    ui::StudioSetup setup;
    setup.engine = [](std::function<void()> wake) { return engine::make_engine(std::move(wake)); };
    setup.catalog = {engine::methods(), engine::objectives(), engine::run_options(), engine::validate_choices};
    setup.workspace = (scratch_.path() + "/workspace").toStdString();
    setup.resources = tests::source_folder() / "resources";
    setup.settings_file = scratch_.path() + "/studio.ini";
    studio_ = std::make_unique<ui::Studio>(std::move(setup));
    studio_->context().language.choose("en");
    watch_.doing("open the window");
    watch_.restart();                    // the window is seen from here on
    studio_->show();
    QVERIFY(QTest::qWaitFor([&] { return studio_->context().session.workspace() != nullptr; }, kSoonMs));
  }

  void opensTheDemo() {
    watch_.doing("open the demo");
    click("home.demo");
    auto& session = studio_->context().session;
    QVERIFY(QTest::qWaitFor([&] { return session.records() && session.modelInfo() && window().currentPage() == "data"; }, kSoonMs));
    QVERIFY(session.records()->size() > 20);
  }

  void editsARecordAndUndoesIt() {
    watch_.doing("edit a record");
    auto* table = find<QTableView>("data.table");
    QVERIFY(QTest::qWaitFor([&] { return table->model()->rowCount() > 1; }, kSoonMs));
    click(table);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(1, 0)).center());
    auto* records = studio_->context().session.records();
    const Json before = records->value(1);
    QPlainTextEdit* answer = answerEditor();
    QVERIFY(answer);
    click(answer->viewport());
    QTest::keyClick(answer, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(answer, " And I like it.");
    QVERIFY(QTest::qWaitFor([&] { return records->value(1) != before; }, kSoonMs));
    QVERIFY(window().isWindowModified());
    QTest::keyClick(answer, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return records->value(1) == before; }, kSoonMs));
    QVERIFY(!window().isWindowModified());
  }

  void checksTheSet() {
    watch_.doing("check the records");
    QTest::keyClick(&window(), Qt::Key_F7);
    auto* table = find<QTableView>("data.table");
    const int last = table->model()->columnCount() - 1;
    QVERIFY(QTest::qWaitFor([&] { return table->model()->index(0, last).data().toString().endsWith('%'); }, kSoonMs));
  }

  void walksTheWizardAndTrains() {
    watch_.doing("walk the wizard");
    click("data.train");
    QCOMPARE(window().currentPage(), QString("train"));
    auto* page = qobject_cast<ui::TrainPage*>(window().page("train"));
    QVERIFY(QTest::qWaitFor([&] { return page->draft().report().has_value(); }, kSoonMs));
    auto* next = find<QAbstractButton>("train.next");
    for (int step = 0; step < 3; ++step) {
      QVERIFY2(next->isEnabled(), qPrintable(next->toolTip()));
      watch_.doing(QString("walk the wizard to step %1").arg(step + 2));
      click(next);
    }
    auto* epochs = window().findChild<QLineEdit*>("option.train.epochs");
    QVERIFY(epochs && epochs->isVisible());
    QTest::mouseDClick(epochs, Qt::LeftButton);
    epochs->selectAll();
    QTest::keyClicks(epochs, "2");
    click(next);
    QCOMPARE(page->draft().config().train.epochs, 2.0);
    watch_.doing("start the run");
    QTest::keyClick(&window(), Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(kBetweenMs);
    watch_.doing("train");
    QCOMPARE(window().currentPage(), QString("runs"));
  }

  void watchesTheChartFill() {
    auto& monitor = studio_->context().monitor;
    auto* chart = find<ui::LineChart>("runs.loss");
    QVERIFY(QTest::qWaitFor([&] { return chart->points(0).size() >= 3 || !monitor.active(); }, kRunMs));
    QVERIFY2(chart->points(0).size() >= 3, "the chart did not fill while the run went on");
    QVERIFY(QTest::qWaitFor([&] { return !monitor.active(); }, kRunMs));
    QVERIFY2(monitor.outcome()->result == engine::Result::succeeded, monitor.outcome()->message.str().c_str());
    QVERIFY(QTest::qWaitFor([&] { return find<QAbstractButton>("runs.compare")->isVisible(); }, kSoonMs));
    // Four records a step make single losses noisy: the first and the last eight are compared.
    const auto& steps = monitor.history().steps;
    const auto mean = [](auto begin, auto end) {
      return std::accumulate(begin, end, 0.0, [](double sum, const runs::StepMetrics& step) { return sum + step.loss; }) / static_cast<double>(end - begin);
    };
    QVERIFY(steps.size() >= 16);
    QVERIFY(mean(steps.end() - 8, steps.end()) < mean(steps.begin(), steps.begin() + 8));
  }

  void comparesBeforeAndAfter() {
    watch_.doing("compare");
    click("runs.compare");
    auto* page = qobject_cast<ui::ComparePage*>(window().page("compare"));
    QVERIFY(QTest::qWaitFor([&] { return page->ready(); }, kSoonMs));
    auto* prompt = find<QPlainTextEdit>("compare.prompt");
    click(prompt->viewport());
    QTest::keyClicks(prompt, "Who are you?");
    QTest::keyClick(prompt, Qt::Key_Return);
    QVERIFY(page->desk().busy());
    QVERIFY(QTest::qWaitFor([&] { return !page->desk().busy(); }, kRunMs));
    const ui::Comparison& row = page->desk().answers().at(0);
    QVERIFY(row.before.done && row.after.done);
    QVERIFY(!row.after.text.isEmpty());
    QVERIFY(row.before.answer.weights_hash != row.after.answer.weights_hash);
  }

  void theLoopWasNeverBlockedForLong() {
    qInfo("longest block of the event loop: %lld ms, to %s (%s)", watch_.longestMs(), qPrintable(watch_.during()), qPrintable(watch_.summary()));
    QVERIFY2(watch_.longestMs() < 1000, qPrintable(watch_.during()));
  }

  void cleanupTestCase() { studio_.reset(); }
};

LATHE_TEST(TestFirstDay)
#include "test_first_day.moc"
