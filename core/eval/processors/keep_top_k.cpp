#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

#include "core/eval/processors.h"

namespace lathe::eval {

void keep_top_k(std::span<float> logits, int64_t count) {
  if (count <= 0 || static_cast<size_t>(count) >= logits.size()) return;
  std::vector<float> ranked(logits.begin(), logits.end());
  const auto last = ranked.begin() + (count - 1);
  std::nth_element(ranked.begin(), last, ranked.end(), std::greater<>());
  for (float& logit : logits)
    if (logit < *last) logit = -std::numeric_limits<float>::infinity();
}

}  // namespace lathe::eval
