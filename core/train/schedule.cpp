#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lathe::train {

int64_t warmup_steps(const config::ScheduleConfig& schedule, int64_t total_steps) {
  if (schedule.warmup_steps > 0) return schedule.warmup_steps;
  return static_cast<int64_t>(std::ceil(schedule.warmup_share * static_cast<double>(total_steps)));
}

double rate_factor(const config::ScheduleConfig& schedule, int64_t step, int64_t total_steps) {
  const int64_t warmup = warmup_steps(schedule, total_steps);
  if (step < warmup) return static_cast<double>(step) / static_cast<double>(std::max<int64_t>(1, warmup));
  if (schedule.kind == "constant") return 1;
  const double rest = static_cast<double>(std::max<int64_t>(1, total_steps - warmup));
  if (schedule.kind == "linear") return std::max(0.0, static_cast<double>(total_steps - step) / rest);
  return std::max(0.0, 0.5 * (1 + std::cos(std::numbers::pi * static_cast<double>(step - warmup) / rest)));
}

}  // namespace lathe::train
