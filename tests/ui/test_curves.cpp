#include <QLabel>
#include <algorithm>
#include <cmath>

#include "tests/support/run_tests.h"
#include "ui/models/run_curves.h"
#include "ui/pages/run_panels.h"
#include "ui/shell/theme.h"
#include "ui/widgets/decimate.h"
#include "ui/widgets/line_chart.h"

using namespace lathe;

namespace {
QVector<QPointF> ramp(int count) {
  QVector<QPointF> out;
  for (int i = 1; i <= count; ++i) out << QPointF(i, 3.0 - 2.0 * i / count);
  return out;
}
bool holds(const QVector<QPointF>& points, const QPointF& wanted) { return std::find(points.begin(), points.end(), wanted) != points.end(); }
}  // namespace

class TestCurves : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aRunThatBeginsAgainIsShownFromItsStart() {
    ui::Theme theme;
    ui::RunPanels panels(theme, nullptr);
    runs::RunHistory long_one, fresh;
    for (int64_t step = 1; step <= 9; ++step) long_one.steps.push_back({.step = step, .loss = 1});
    panels.show(long_one, {.total_steps = 9}, false);
    panels.show(fresh, {.total_steps = 9, .live = true}, true);          // taken up again while its folder is still being opened
    fresh.steps.push_back({.step = 1, .loss = 0.5});
    panels.show(fresh, {.total_steps = 9, .live = true}, true);
    const auto labels = panels.findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) { return label->text() == "0.500"; }));
  }

  void aSpikeOfOneStepSurvivesThinning() {
    QVector<QPointF> points = ramp(1'000'000);
    points[654'321].setY(9.75);
    points[123'456].setY(0.001);
    const QVector<QPointF> thin = ui::decimate(points, 0, 1'000'000, 600);
    QVERIFY(thin.size() <= 4 * 601 + 8);
    QVERIFY(holds(thin, points[654'321]));
    QVERIFY(holds(thin, points[123'456]));
    QVERIFY(std::is_sorted(thin.begin(), thin.end(), [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); }));
    QCOMPARE(thin.front(), points.front());
    QCOMPARE(thin.back(), points.back());
  }

  void aSkippedStepIsAGapAndStaysOne() {
    QVector<QPointF> points = ramp(50'000);
    points[20'000].setY(std::nan(""));
    int gaps = 0;
    for (const QPointF& point : ui::decimate(points, 0, 50'000, 300)) gaps += !std::isfinite(point.y());
    QCOMPARE(gaps, 1);
  }

  void fewPointsAreLeftAsTheyAre() { QCOMPARE(ui::decimate(ramp(100), 0, 100, 600), ramp(100)); }

  void smoothingKeepsTheMeanOfAConstantAndNothingMeansNothing() {
    QVector<QPointF> flat;
    for (int i = 0; i < 50; ++i) flat << QPointF(i, 2.5);
    for (const QPointF& point : ui::smoothed(flat, 0.9)) QVERIFY(std::abs(point.y() - 2.5) < 1e-12);
    QCOMPARE(ui::smoothed(ramp(10), 0), ramp(10));
  }

  void theChartDrawsTheSpike() {
    ui::Theme theme;
    theme.choose("light");
    ui::LineChart chart(theme);
    chart.resize(640, 300);
    chart.show();
    const int curve = chart.addCurve({"loss", "training"});
    QVector<QPointF> points = ramp(200'000);
    points[77'777].setY(12);
    chart.setPoints(curve, points);
    chart.repaintNow();
    QVERIFY(holds(chart.drawn(curve), points[77'777]));
    QVERIFY(chart.drawn(curve).size() < 4000);
  }

  void zoomingByKeyStopsFollowingAndFitTakesItUpAgain() {
    ui::Theme theme;
    theme.choose("light");
    ui::LineChart chart(theme);
    chart.resize(400, 200);
    chart.setPoints(chart.addCurve({"loss", "training"}), ramp(100));
    chart.show();
    QTest::keyClick(&chart, Qt::Key_Plus);
    QVERIFY(!chart.following());
    QTest::keyClick(&chart, Qt::Key_0);
    QVERIFY(chart.following());
  }

  void curvesTellBestCheckpointsAndGaps() {
    runs::RunHistory history;
    history.steps = {{.step = 1, .loss = 3}, {.step = 2, .loss = 99, .skipped = true}, {.step = 3, .loss = 2}};
    history.evaluations = {{.step = 2, .loss = 2.5, .best = true}, {.step = 3, .loss = 2.2, .best = true}, {.step = 4, .loss = 2.3}};
    history.checkpoints = {{.step = 2}};
    ui::RunCurves grown;
    const runs::RunHistory whole = std::exchange(history, {});
    for (const auto& step : whole.steps) history.steps.push_back(step), ui::grow(grown, history);
    history = whole;
    ui::grow(grown, history);
    const ui::RunCurves curves = ui::curvesOf(history);
    QCOMPARE(grown.learning_rate, curves.learning_rate);
    QCOMPARE(grown.evaluation, curves.evaluation);
    QCOMPARE(grown.checkpoints, curves.checkpoints);
    QVERIFY(std::isnan(curves.loss[1].y()));
    QCOMPARE(curves.best->step, int64_t{3});
    QCOMPARE(curves.checkpoints, QVector<double>{2});
  }
};

LATHE_TEST(TestCurves)
#include "test_curves.moc"
