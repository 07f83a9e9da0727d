// The same prompts again and again while a run goes on.
#pragma once
#include <functional>
#include <stop_token>

#include "core/config/run_config.h"
#include "core/runs/metrics.h"
#include "core/train/run_observer.h"

namespace lathe::train {

// One greedy answer per prompt, from the model as it is now.
void sample_prompts(const LiveModel& model, const config::RunConfig& config, int64_t step, const std::stop_token& stop,
                    const std::function<void(const runs::SampleText&)>& use);

}  // namespace lathe::train
