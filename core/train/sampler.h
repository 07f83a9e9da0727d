// The same prompts again and again while a run goes on.
#pragma once
#include <functional>
#include <stop_token>

#include "core/config/run_config.h"
#include "core/runs/metrics.h"
#include "core/train/run_observer.h"

namespace lathe::train {

struct SampleRound {
  int64_t step = 0;
  std::stop_token stop;
  std::function<void(const runs::SampleText&)> use;
  std::function<void(const Phrase&)> refused;        // a prompt that cannot be answered; it does not end the run
};
// One greedy answer per prompt, from the model as it is now.
void sample_prompts(const LiveModel& model, const config::RunConfig& config, const SampleRound& round);

}  // namespace lathe::train
