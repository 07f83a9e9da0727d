// One token out of a row of logits.
#pragma once
#include <span>

#include "core/base/rng.h"
#include "core/eval/processors.h"

namespace lathe::eval {

// The processors, then greedy at temperature 0 (the lowest id wins a tie), else the warpers and one draw.
int32_t choose_token(std::span<const float> logits, const GenerateSettings& settings, CounterRng& rng, const History& history = {});
// log p of a token under the plain distribution.
double log_prob(std::span<const float> logits, int32_t token);

}  // namespace lathe::eval
