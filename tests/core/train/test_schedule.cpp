#include "core/base/json.h"
#include "core/train/schedule.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;

class TestSchedule : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void equalsTransformers() {
    const Json cases = read_json_file(tests::fixture("schedules/rates.json"));
    const Json& list = cases.is_array() ? cases : cases["cases"];
    QVERIFY(list.size() >= 10);
    for (const Json& one : list) {
      config::ScheduleConfig schedule{.kind = one["kind"].get<std::string>(), .warmup_share = 0, .warmup_steps = one["warmup"].get<int>()};
      const int64_t total = one["total"].get<int64_t>();
      for (int64_t step = 0; step < total; ++step) {
        const double ours = one["base_rate"].get<double>() * rate_factor(schedule, step, total);
        const double theirs = one["rates"][static_cast<size_t>(step)].get<double>();
        QVERIFY2(std::abs(ours - theirs) <= 1e-18 + 1e-12 * std::abs(theirs),
                 qPrintable(QString("%1 warm-up %2 of %3, step %4: %5, not %6").arg(schedule.kind.c_str()).arg(schedule.warmup_steps).arg(total).arg(step).arg(ours).arg(theirs)));
      }
    }
  }

  void warmupIsAShareUnlessACountIsGiven() {
    QCOMPARE(warmup_steps({.warmup_share = 0.05}, 100), int64_t{5});
    QCOMPARE(warmup_steps({.warmup_share = 0.05}, 101), int64_t{6});
    QCOMPARE(warmup_steps({.warmup_share = 0.05, .warmup_steps = 3}, 100), int64_t{3});
    QCOMPARE(warmup_steps({.warmup_share = 0}, 100), int64_t{0});
  }

  void constantStaysAfterItsWarmup() {
    const config::ScheduleConfig schedule{.kind = "constant", .warmup_share = 0, .warmup_steps = 4};
    QCOMPARE(rate_factor(schedule, 0, 10), 0.0);
    QCOMPARE(rate_factor(schedule, 2, 10), 0.5);
    QCOMPARE(rate_factor(schedule, 9, 10), 1.0);
  }
};

LATHE_TEST(TestSchedule)
#include "test_schedule.moc"
