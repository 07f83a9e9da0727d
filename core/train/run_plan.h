// When what happens in a run, as numbers of steps.
#pragma once
#include <cstdint>

#include "core/config/run_config.h"

namespace lathe::train {

struct RunPlan {
  int64_t total_steps = 0, steps_per_epoch = 0;
  int64_t eval_every = 0, save_every = 0, sample_every = 0;

  bool eval_due(int64_t done) const { return done % eval_every == 0 || done == total_steps; }
  bool save_due(int64_t done) const { return done % save_every == 0; }
  bool sample_due(int64_t done) const { return done % sample_every == 0 || done == total_steps; }
};

RunPlan plan_run(const config::RunConfig& config, int64_t steps_per_epoch);

}  // namespace lathe::train
