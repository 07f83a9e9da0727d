// One token out of a row of logits.
#pragma once
#include <span>

#include "core/base/rng.h"
#include "core/eval/processors.h"

namespace lathe::eval {

// The processors, then greedy at temperature 0 (the lowest id wins a tie), else the warpers and one draw. Throws Error
// generate.not_finite (NaN, plus infinity, or minus infinity alone), generate.nothing_left.
int32_t choose_token(std::span<const float> logits, const config::GenerateOptions& options, CounterRng& rng, const History& history = {});

}  // namespace lathe::eval
