#include "core/train/run_plan.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;

class TestRunPlan : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void epochsBecomeSteps() {
    config::RunConfig config;
    config.train.epochs = 3;
    QCOMPARE(plan_run(config, 10).total_steps, int64_t{30});
    config.train.epochs = 0.1;
    QCOMPARE(plan_run(config, 30).total_steps, int64_t{3});
    config.train.epochs = 0.01;
    QCOMPARE(plan_run(config, 30).total_steps, int64_t{1});
    config.train.max_steps = 7;
    QCOMPARE(plan_run(config, 30).total_steps, int64_t{7});
  }

  void zeroMeansAFewTimesARun() {
    config::RunConfig config;
    config.train.max_steps = 100;
    RunPlan plan = plan_run(config, 10);
    QVERIFY(plan.eval_every == 10 && plan.save_every == 20 && plan.sample_every == 10);
    config.evaluation.every_steps = 7;
    config.checkpoints.every_steps = 3;
    plan = plan_run(config, 10);
    QVERIFY(plan.eval_every == 7 && plan.save_every == 3 && plan.sample_every == 7);
    QVERIFY(plan.eval_due(100) && plan.eval_due(98) && !plan.eval_due(99) && plan.save_due(99));
    config.train.max_steps = 1;
    config.evaluation.every_steps = config.checkpoints.every_steps = 0;
    QVERIFY(plan_run(config, 10).save_every == 1);
  }
};

LATHE_TEST(TestRunPlan)
#include "test_run_plan.moc"
