// The learning rate of each step: warm-up from zero, then decay, as transformers' get_*_schedule_with_warmup.
#pragma once
#include <cstdint>

#include "core/config/run_config.h"

namespace lathe::train {

int64_t warmup_steps(const config::ScheduleConfig& schedule, int64_t total_steps);
// Of the step with this number, from 0, between 0 and 1.
double rate_factor(const config::ScheduleConfig& schedule, int64_t step, int64_t total_steps);

}  // namespace lathe::train
