#include "core/eval/likeliest_first.h"

#include <algorithm>
#include <cmath>

namespace lathe::eval {
namespace {

bool likelier(const Candidate& a, const Candidate& b) { return a.logit != b.logit ? a.logit > b.logit : a.id < b.id; }

}  // namespace

LikeliestFirst::LikeliestFirst(std::span<const float> logits) {
  for (size_t i = 0; i < logits.size(); ++i)
    if (std::isfinite(logits[i])) among_.push_back({logits[i], static_cast<int32_t>(i)});
  if (!among_.empty()) top_ = std::min_element(among_.begin(), among_.end(), likelier)->logit;
}

const Candidate& LikeliestFirst::at(size_t rank) {
  if (rank >= ordered_) {
    constexpr size_t kFirst = 64, kGrowth = 8;
    const auto place = [this](size_t at) { return among_.begin() + static_cast<std::ptrdiff_t>(at); };
    const size_t begin = ordered_;
    ordered_ = std::min(among_.size(), std::max(kFirst, ordered_ * kGrowth));
    std::partial_sort(place(begin), place(ordered_), among_.end(), likelier);
  }
  return among_[rank];
}

double LikeliestFirst::weight(const Candidate& one) const { return std::exp(static_cast<double>(one.logit - top_)); }

double LikeliestFirst::total() const {
  double sum = 0;
  for (const Candidate& one : among_) sum += weight(one);
  return sum;
}

}  // namespace lathe::eval
