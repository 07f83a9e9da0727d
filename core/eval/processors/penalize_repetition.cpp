#include <vector>

#include "core/eval/processors.h"

namespace lathe::eval {

void penalize_repetition(std::span<float> logits, std::span<const int32_t> seen, double penalty) {
  const auto factor = static_cast<float>(penalty);
  std::vector<bool> done(logits.size());
  for (const int32_t id : seen) {
    const auto at = static_cast<size_t>(id);
    if (id < 0 || at >= logits.size() || done[at]) continue;
    done[at] = true;
    logits[at] = logits[at] < 0 ? logits[at] * factor : logits[at] / factor;
  }
}

}  // namespace lathe::eval
