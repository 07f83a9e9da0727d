#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/eval/processors.h"

namespace lathe::eval {
namespace {

struct Candidate {
  float logit;
  int32_t id;
};
bool likelier(const Candidate& a, const Candidate& b) { return a.logit != b.logit ? a.logit > b.logit : a.id < b.id; }

}  // namespace

// A token goes when those above it already have the share. Only as many are put in order as that takes.
void keep_top_p(std::span<float> logits, double share) {
  std::vector<Candidate> order;
  for (size_t i = 0; i < logits.size(); ++i)
    if (std::isfinite(logits[i])) order.push_back({logits[i], static_cast<int32_t>(i)});
  if (order.empty()) return;
  const float top = std::max_element(order.begin(), order.end(), [](const Candidate& a, const Candidate& b) { return a.logit < b.logit; })->logit;
  double all = 0;
  for (const Candidate& one : order) all += std::exp(static_cast<double>(one.logit - top));
  double above = 0;
  size_t kept = 0, ordered = 0;
  for (; kept < order.size() && (kept == 0 || above < share * all); ++kept) {
    if (kept == ordered) {
      ordered = std::min(order.size(), std::max<size_t>(64, ordered * 8));
      const auto place = [&order](size_t at) { return order.begin() + static_cast<std::ptrdiff_t>(at); };
      std::partial_sort(place(kept), place(ordered), order.end(), likelier);
    }
    above += std::exp(static_cast<double>(order[kept].logit - top));
  }
  for (; kept < order.size(); ++kept) logits[static_cast<size_t>(order[kept].id)] = -std::numeric_limits<float>::infinity();
}

}  // namespace lathe::eval
