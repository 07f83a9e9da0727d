#include <QObject>
#include <cmath>
#include <limits>

#include "app/cli/text_chart.h"
#include "tests/support/run_tests.h"

using lathe::cli::text_chart;

class TestTextChart : public QObject {
  Q_OBJECT
  static QStringList lines(const std::vector<double>& values) {
    return QString::fromStdString(text_chart(values, {.width = 4, .height = 2})).split('\n', Qt::SkipEmptyParts);
  }
 private Q_SLOTS:
  void aFallingCurveFallsFromTheTopLabelToTheBottomLabel() {
    const QStringList drawn = lines({8, 5, 3, 1});
    QCOMPARE(drawn, QStringList({"        8 █▂  ", "        1 ██▅▁"}));
  }
  void aLongRunIsDrawnInMeans() { QCOMPARE(lines({4, 6, 3, 3, 2, 2, 1, 1}).size(), 2); }
  void whatIsNotFiniteIsLeftOut() {
    QCOMPARE(lines({8, std::nan(""), 5, 3, std::numeric_limits<double>::infinity(), 1}), lines({8, 5, 3, 1}));
    QVERIFY(text_chart({std::nan(""), 1}).empty());
  }
  void aFlatCurveIsStillSeen() { QCOMPARE(lines({2, 2}).back(), QString("        2 ▁▁")); }
};

LATHE_TEST(TestTextChart)
#include "test_text_chart.moc"
