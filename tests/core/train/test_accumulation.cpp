#include <ATen/ATen.h>

#include "core/train/accumulate.h"
#include "core/train/prepared_data.h"
#include "core/train/trainer.h"
#include "tests/core/train/tiny_run.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;

namespace {

struct OneStep {
  at::Tensor gradients;
  double loss_sum = 0;
  size_t micro_batches = 0;
  std::vector<int64_t> records;
  int64_t targets = 0;
};

OneStep gradients_with(const config::RunConfig& config, int micro_tokens) {
  tests::Heard heard;
  const PreparedData data = prepare_data(config, {}, {}, heard);
  model::LoadedModel model = model::load_model(config.model.path, {.from_scratch = true, .seed = 3});
  const auto tuning = peft::method_by_id(config.peft["method"]).make(config.peft, model, 3);
  const auto objective = objective_by_id("instruction").make(config.objective);
  ParameterArena arena(tuning->trainables(), at::kCPU);
  data::StepPlan plan(static_cast<int64_t>(data.train.size()), config.train.batch_records, 42);
  const StepBatches step = batches_of(1, data.train, plan, {.micro_tokens = micro_tokens});
  const at::Tensor loss = accumulate_gradients({*objective, *model.decoder, tuning->attachments(), 5}, step, arena, {});
  return {arena.gradients, loss.item<double>(), step.batches.size(), step.records, step.targets};
}

double relative(const at::Tensor& a, const at::Tensor& b) {
  return ((a - b).to(at::kDouble).norm() / b.to(at::kDouble).norm()).item<double>();
}

}  // namespace

class TestAccumulation : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void unevenMicroBatchesGiveTheGradientsOfOneLargeBatch_data() {
    QTest::addColumn<QString>("method");
    QTest::newRow("lora, with dropout") << "lora";
    QTest::newRow("full") << "full";
  }
  void unevenMicroBatchesGiveTheGradientsOfOneLargeBatch() {
    QFETCH(QString, method);
    const tests::TinyProject project;
    const config::RunConfig config = project.config(method.toStdString());
    const OneStep whole = gradients_with(config, 4096), cut = gradients_with(config, 140), single = gradients_with(config, 72);
    QCOMPARE(whole.micro_batches, size_t{1});
    QVERIFY(cut.micro_batches >= 2 && single.micro_batches > cut.micro_batches);
    for (const OneStep* other : {&cut, &single}) {
      QVERIFY2(relative(other->gradients, whole.gradients) < 1e-6, qPrintable(QString::number(relative(other->gradients, whole.gradients))));
      QVERIFY(std::abs(other->loss_sum - whole.loss_sum) < 1e-6 * whole.loss_sum);
      QVERIFY(other->records == whole.records);
      QCOMPARE(other->targets, whole.targets);
    }
  }

  void microTokensChangeNeitherLossNorRecordsOfARun() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    std::vector<tests::Heard> heard(2);
    for (const auto& [micro, index] : {std::pair{96, 0}, std::pair{4096, 1}}) {
      config.train.micro_tokens = micro;
      RunControl control;
      tests::run_new(project, config, heard[static_cast<size_t>(index)], control);
    }
    QCOMPARE(heard[0].steps.size(), heard[1].steps.size());
    for (size_t i = 0; i < heard[0].steps.size(); ++i) {
      QVERIFY(std::abs(heard[0].steps[i].loss - heard[1].steps[i].loss) < 1e-5 * heard[1].steps[i].loss);
      QCOMPARE(heard[0].steps[i].learned_tokens, heard[1].steps[i].learned_tokens);
      QCOMPARE(heard[0].steps[i].tokens, heard[1].steps[i].tokens);
    }
  }
};

LATHE_TEST(TestAccumulation)
#include "test_accumulation.moc"
