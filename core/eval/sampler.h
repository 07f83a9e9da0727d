// One token out of a row of logits.
#pragma once
#include <span>

#include "core/base/rng.h"
#include "core/eval/generator.h"

namespace lathe::eval {

// Greedy at temperature 0 (the lowest id wins a tie); else temperature, then top_k, then top_p, then one draw.
int32_t choose_token(std::span<const float> logits, const GenerateSettings& settings, CounterRng& rng);
// log p of a token under the plain distribution.
double log_prob(std::span<const float> logits, int32_t token);

}  // namespace lathe::eval
