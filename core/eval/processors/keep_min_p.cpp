#include <algorithm>
#include <cmath>
#include <limits>

#include "core/eval/processors.h"

namespace lathe::eval {

// p >= share * p_top is logit >= top + log(share).
void keep_min_p(std::span<float> logits, double share) {
  if (share <= 0) return;
  const double least = *std::max_element(logits.begin(), logits.end()) + std::log(share);
  for (float& logit : logits)
    if (logit < least) logit = -std::numeric_limits<float>::infinity();
}

}  // namespace lathe::eval
