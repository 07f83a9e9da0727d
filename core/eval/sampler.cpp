#include "core/eval/sampler.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/eval/likeliest_first.h"
#include "core/eval/token_faults.h"

namespace lathe::eval {
namespace {

// Minus infinity rules a token out; anything else that is not finite makes the whole row worthless.
bool offers_a_choice(std::span<const float> row) {
  bool any = false;
  for (const float logit : row) {
    if (std::isnan(logit) || (std::isinf(logit) && logit > 0)) return false;
    any = any || std::isfinite(logit);
  }
  return any;
}

int32_t likeliest(std::span<const float> logits) {
  return static_cast<int32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

// A draw among those that are not ruled out, walked from the likeliest on.
int32_t draw(std::span<const float> logits, CounterRng& rng) {
  LikeliestFirst among(logits);
  double left = among.total() * rng.uniform();
  for (size_t rank = 0; rank + 1 < among.size(); ++rank)
    if ((left -= among.weight(among.at(rank))) < 0) return among.at(rank).id;
  return among.at(among.size() - 1).id;
}

}  // namespace

int32_t choose_token(std::span<const float> logits, const config::GenerateOptions& options, CounterRng& rng, const History& history) {
  if (!offers_a_choice(logits)) throw not_finite(history.num_new + 1);
  const bool greedy = options.temperature <= 0;
  if (greedy && !has_processors(options)) return likeliest(logits);
  std::vector<float> row(logits.begin(), logits.end());
  process(row, options, history);
  if (!greedy) warp(row, options);
  if (!offers_a_choice(row)) throw nothing_left(history.num_new + 1);
  return greedy ? likeliest(row) : draw(row, rng);
}

}  // namespace lathe::eval
