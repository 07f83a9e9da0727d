#include "core/eval/sampler.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lathe::eval {
namespace {

struct Candidate {
  int32_t id;
  double weight;
};

// The k largest, largest first, the lower id first where they tie.
std::vector<Candidate> largest(std::span<const float> logits, const GenerateSettings& settings) {
  const size_t keep = settings.top_k > 0 ? std::min<size_t>(static_cast<size_t>(settings.top_k), logits.size()) : logits.size();
  std::vector<int32_t> ids(logits.size());
  std::iota(ids.begin(), ids.end(), 0);
  const auto before = [&](int32_t a, int32_t b) {
    const float left = logits[static_cast<size_t>(a)], right = logits[static_cast<size_t>(b)];
    return left != right ? left > right : a < b;
  };
  std::partial_sort(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(keep), ids.end(), before);
  const double top = logits[static_cast<size_t>(ids.front())];
  std::vector<Candidate> out;
  for (size_t i = 0; i < keep; ++i) out.push_back({ids[i], std::exp((logits[static_cast<size_t>(ids[i])] - top) / settings.temperature)});
  return out;
}

double total(const std::vector<Candidate>& candidates) {
  return std::accumulate(candidates.begin(), candidates.end(), 0.0, [](double sum, const Candidate& one) { return sum + one.weight; });
}

// The fewest of the largest that together reach top_p.
void keep_nucleus(std::vector<Candidate>& candidates, double top_p) {
  const double wanted = top_p * total(candidates);
  double reached = 0;
  size_t kept = 0;
  while (kept < candidates.size() && (kept == 0 || reached < wanted)) reached += candidates[kept++].weight;
  candidates.resize(kept);
}

}  // namespace

int32_t choose_token(std::span<const float> logits, const GenerateSettings& settings, CounterRng& rng) {
  if (settings.temperature <= 0) return static_cast<int32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
  std::vector<Candidate> candidates = largest(logits, settings);
  if (settings.top_p < 1) keep_nucleus(candidates, settings.top_p);
  double left = rng.uniform() * total(candidates);
  for (const Candidate& candidate : candidates)
    if ((left -= candidate.weight) < 0) return candidate.id;
  return candidates.back().id;
}

double log_prob(std::span<const float> logits, int32_t token) {
  const double top = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (const float logit : logits) sum += std::exp(logit - top);
  return logits[static_cast<size_t>(token)] - top - std::log(sum);
}

}  // namespace lathe::eval
