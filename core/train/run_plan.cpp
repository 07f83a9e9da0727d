#include "core/train/run_plan.h"

#include <algorithm>
#include <cmath>

namespace lathe::train {
namespace {

// `times` evenly over the run unless a distance is given.
int64_t distance(int every_steps, int64_t total, int64_t times) {
  return every_steps > 0 ? every_steps : std::max<int64_t>(1, (total + times - 1) / times);
}

}  // namespace

RunPlan plan_run(const config::RunConfig& config, int64_t steps_per_epoch) {
  constexpr double kRounding = 1e-9;     // 0.1 epochs of 30 steps are 3 steps, not 4
  constexpr int64_t kEvaluations = 10, kCheckpoints = 5;
  RunPlan plan;
  plan.steps_per_epoch = steps_per_epoch;
  plan.total_steps = config.train.max_steps > 0
                         ? config.train.max_steps
                         : std::max<int64_t>(1, static_cast<int64_t>(std::ceil(config.train.epochs * static_cast<double>(steps_per_epoch) - kRounding)));
  plan.eval_every = distance(config.evaluation.every_steps, plan.total_steps, kEvaluations);
  plan.save_every = distance(config.checkpoints.every_steps, plan.total_steps, kCheckpoints);
  plan.sample_every = config.samples.every_steps > 0 ? config.samples.every_steps : plan.eval_every;
  return plan;
}

}  // namespace lathe::train
