#include "core/eval/sampler.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lathe::eval {
namespace {

int32_t likeliest(std::span<const float> logits) {
  return static_cast<int32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
}

struct Candidate {
  double weight;
  int32_t id;
};

// A draw among those that are not ruled out, walked from the likeliest on (the lower id first where they tie). Only as
// many are put in order as the walk takes.
int32_t draw(std::span<const float> logits, CounterRng& rng) {
  const float top = *std::max_element(logits.begin(), logits.end());
  std::vector<Candidate> among;
  double left = 0;
  for (size_t i = 0; i < logits.size(); ++i)
    if (std::isfinite(logits[i])) {
      among.push_back({std::exp(static_cast<double>(logits[i] - top)), static_cast<int32_t>(i)});
      left += among.back().weight;
    }
  left *= rng.uniform();
  const auto place = [&among](size_t at) { return among.begin() + static_cast<std::ptrdiff_t>(at); };
  const auto likelier = [](const Candidate& a, const Candidate& b) { return a.weight != b.weight ? a.weight > b.weight : a.id < b.id; };
  for (size_t rank = 0, ordered = 0; rank < among.size(); ++rank) {
    if (rank == ordered) {
      constexpr size_t kFirst = 64, kGrowth = 8;
      ordered = std::min(among.size(), std::max(kFirst, ordered * kGrowth));
      std::partial_sort(place(rank), place(ordered), among.end(), likelier);
    }
    if ((left -= among[rank].weight) < 0) return among[rank].id;
  }
  return among.empty() ? likeliest(logits) : among.back().id;
}

}  // namespace

int32_t choose_token(std::span<const float> logits, const GenerateSettings& settings, CounterRng& rng, const History& history) {
  const bool greedy = settings.temperature <= 0;
  if (greedy && !has_processors(settings)) return likeliest(logits);
  std::vector<float> row(logits.begin(), logits.end());
  process(row, settings, history);
  if (greedy) return likeliest(row);
  warp(row, settings);
  return draw(row, rng);
}

double log_prob(std::span<const float> logits, int32_t token) {
  const double top = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (const float logit : logits) sum += std::exp(logit - top);
  return logits[static_cast<size_t>(token)] - top - std::log(sum);
}

}  // namespace lathe::eval
