#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/rng.h"
#include "core/data/audit.h"

namespace lathe::data {
namespace {

constexpr uint64_t kSplitStream = 0x73706c6974;

// Samples with the same ids and labels, in order of their first.
std::vector<std::vector<int64_t>> equal_groups(const std::vector<Sample>& samples) {
  std::map<std::pair<std::vector<int32_t>, std::vector<int32_t>>, size_t> known;
  std::vector<std::vector<int64_t>> groups;
  for (size_t i = 0; i < samples.size(); ++i) {
    const auto [place, is_first] = known.try_emplace({samples[i].ids, samples[i].labels}, groups.size());
    if (is_first) groups.emplace_back();
    groups[place->second].push_back(static_cast<int64_t>(i));
  }
  return groups;
}

}  // namespace

Split split_samples(const std::vector<Sample>& samples, double eval_share, uint64_t seed) {
  const auto groups = equal_groups(samples);
  const auto count = static_cast<int64_t>(samples.size());
  const bool wanted = eval_share > 0 && groups.size() > 1;
  const int64_t target = wanted ? std::max<int64_t>(1, std::llround(eval_share * static_cast<double>(count))) : 0;
  std::vector<bool> held(groups.size());
  int64_t taken = 0;
  size_t groups_taken = 0;
  for (const int64_t g : shuffled(static_cast<int64_t>(groups.size()), seed, kSplitStream)) {
    const auto size = static_cast<int64_t>(groups[g].size());
    if (taken + size > target || groups_taken + 1 == groups.size()) continue;
    held[g] = true;
    taken += size;
    ++groups_taken;
  }
  if (wanted && taken == 0) {                              // every group is larger than the target: the smallest goes
    const auto smallest = std::min_element(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
    held[static_cast<size_t>(smallest - groups.begin())] = true;
  }
  Split out;
  for (size_t g = 0; g < groups.size(); ++g)
    for (const int64_t i : groups[g]) (held[g] ? out.evaluation : out.train).push_back(i);
  std::sort(out.train.begin(), out.train.end());
  std::sort(out.evaluation.begin(), out.evaluation.end());
  return out;
}

}  // namespace lathe::data
