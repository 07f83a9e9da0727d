#include "core/eval/sampler.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lathe::eval {
namespace {

// Token ids from the likeliest on, the lower id first where they tie. Only as many are put in order as are asked for: a
// draw seldom needs more than a few of a large vocabulary.
class Ranking {
 public:
  Ranking(std::span<const float> logits, double temperature) : logits_(logits), temperature_(temperature), ids_(logits.size()) {
    std::iota(ids_.begin(), ids_.end(), 0);
    top_ = *std::max_element(logits.begin(), logits.end());
  }
  int32_t id(size_t rank) {
    if (rank >= ordered_) order(rank + 1);
    return ids_[rank];
  }
  double weight(size_t rank) { return weight_of(id(rank)); }
  // Of the first `count`; all of them need no order.
  double total(size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; ++i) sum += count == ids_.size() ? weight_of(ids_[i]) : weight(i);
    return sum;
  }

 private:
  double weight_of(int32_t id) const { return std::exp((logits_[static_cast<size_t>(id)] - top_) / temperature_); }
  void order(size_t least) {
    constexpr size_t kFirst = 64, kGrowth = 8;
    const size_t end = std::min(ids_.size(), std::max({least, kFirst, ordered_ * kGrowth}));
    const auto place = [this](size_t at) { return ids_.begin() + static_cast<std::ptrdiff_t>(at); };
    std::partial_sort(place(ordered_), place(end), ids_.end(), [this](int32_t a, int32_t b) {
      const float left = logits_[static_cast<size_t>(a)], right = logits_[static_cast<size_t>(b)];
      return left != right ? left > right : a < b;
    });
    ordered_ = end;
  }

  std::span<const float> logits_;
  double temperature_, top_ = 0;
  std::vector<int32_t> ids_;
  size_t ordered_ = 0;
};

// The fewest of the first `count` that together reach top_p, and what they weigh.
struct Nucleus {
  size_t count;
  double weight;
};
Nucleus nucleus(Ranking& ranking, size_t count, double top_p) {
  const double all = ranking.total(count);
  if (top_p >= 1) return {count, all};
  Nucleus out{0, 0};
  while (out.count < count && (out.count == 0 || out.weight < top_p * all)) out.weight += ranking.weight(out.count++);
  return out;
}

}  // namespace

int32_t choose_token(std::span<const float> logits, const GenerateSettings& settings, CounterRng& rng) {
  if (settings.temperature <= 0) return static_cast<int32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
  Ranking ranking(logits, settings.temperature);
  const size_t allowed = settings.top_k > 0 ? std::min(static_cast<size_t>(settings.top_k), logits.size()) : logits.size();
  const Nucleus among = nucleus(ranking, allowed, settings.top_p);
  double left = rng.uniform() * among.weight;
  for (size_t rank = 0; rank < among.count; ++rank)
    if ((left -= ranking.weight(rank)) < 0) return ranking.id(rank);
  return ranking.id(among.count - 1);
}

double log_prob(std::span<const float> logits, int32_t token) {
  const double top = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (const float logit : logits) sum += std::exp(logit - top);
  return logits[static_cast<size_t>(token)] - top - std::log(sum);
}

}  // namespace lathe::eval
