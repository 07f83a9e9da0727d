#include <algorithm>
#include <limits>

#include "core/eval/processors.h"

namespace lathe::eval {

void forbid_repeated_ngrams(std::span<float> logits, std::span<const int32_t> seen, int64_t size) {
  const auto n = static_cast<size_t>(size);
  if (seen.size() + 1 < n) return;
  const std::span<const int32_t> begun = seen.last(n - 1);
  for (size_t at = 0; at + n <= seen.size(); ++at) {
    const int32_t next = seen[at + n - 1];
    if (next >= 0 && static_cast<size_t>(next) < logits.size() && std::ranges::equal(seen.subspan(at, n - 1), begun))
      logits[static_cast<size_t>(next)] = -std::numeric_limits<float>::infinity();
  }
}

}  // namespace lathe::eval
