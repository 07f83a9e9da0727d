#include <limits>

#include "core/eval/likeliest_first.h"
#include "core/eval/processors.h"

namespace lathe::eval {

// A token goes when those above it already have the share.
void keep_top_p(std::span<float> logits, double share) {
  LikeliestFirst order(logits);
  const double enough = share * order.total();
  double above = 0;
  size_t kept = 0;
  for (; kept < order.size() && (kept == 0 || above < enough); ++kept) above += order.weight(order.at(kept));
  for (const Candidate& one : order.from(kept)) logits[static_cast<size_t>(one.id)] = -std::numeric_limits<float>::infinity();
}

}  // namespace lathe::eval
