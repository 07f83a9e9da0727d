#include "core/eval/beams.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lathe::eval {
namespace {

constexpr float kOut = -1e9F;                        // what the reference adds to a score that may not be chosen

// Indices of the `count` largest, the lower index first where they tie.
std::vector<size_t> largest(std::span<const float> values, size_t count) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [values](size_t a, size_t b) { return values[a] != values[b] ? values[a] > values[b] : a < b; });
  order.resize(count);
  return order;
}

std::vector<Beam> best(std::vector<Beam> from, std::span<const float> scores, size_t count) {
  std::vector<Beam> out;
  for (const size_t index : largest(scores, count)) {
    out.push_back(std::move(from[index]));
    out.back().score = scores[index];
  }
  return out;
}

}  // namespace

Beams::Beams(const Request& request, int64_t longest, EndsHere ends_here)
    : request_(request), ends_here_(std::move(ends_here)), longest_(longest), running_(static_cast<size_t>(request.options.num_beams)), ended_(running_.size()) {
  // All begin as the same text: only the first may go on from there.
  for (size_t i = 0; i < running_.size(); ++i) running_[i].score = i == 0 ? 0 : kOut;
  for (Beam& beam : ended_) beam.score = kOut;
}

float Beams::over_length(float score, int64_t length) const {
  return score / static_cast<float>(std::pow(static_cast<double>(length), request_.options.length_penalty));
}

bool Beams::ends(const std::vector<int32_t>& answer) const {
  return static_cast<int64_t>(answer.size()) >= longest_ || request_.ends_with(answer.back()) || (ends_here_ && ends_here_(answer));
}

// Enough that as many as there are beams go on, even if each end mark were among the best of every beam.
std::vector<Beam> Beams::candidates(std::span<const float> scores, std::span<const float> plain) const {
  const size_t width = scores.size() / running_.size();
  std::vector<float> sums(scores.begin(), scores.end());
  for (size_t i = 0; i < sums.size(); ++i) sums[i] += running_[i / width].score;
  std::vector<Beam> out;
  for (const size_t index : largest(sums, std::max<size_t>(2, 1 + request_.end_ids.size()) * running_.size())) {
    const Beam& parent = running_[index / width];
    out.push_back({parent.ids, sums[index], parent.log_probs + plain[index], static_cast<int64_t>(index / width)});
    out.back().ids.push_back(static_cast<int32_t>(index % width));
    out.back().ended = ends(out.back().ids);
  }
  return out;
}

void Beams::keep_running(const std::vector<Beam>& candidates) {
  std::vector<float> scores;
  for (const Beam& one : candidates) scores.push_back(one.score + (one.ended ? kOut : 0));
  running_ = best(candidates, scores, running_.size());
  for (Beam& beam : running_) beam.ended = false;
}

// Only the best may end: the others are there so that enough go on.
void Beams::keep_ended(const std::vector<Beam>& candidates) {
  std::vector<Beam> all = ended_;
  std::vector<float> scores;
  for (const Beam& beam : ended_) scores.push_back(beam.score);
  for (size_t i = 0; i < candidates.size(); ++i) {
    const bool ends = candidates[i].ended && i < running_.size();
    float score = over_length(candidates[i].score, length_ + 1);
    if (!ends) score += kOut;
    scores.push_back(score);
    all.push_back(candidates[i]);
    all.back().ended = ends;
  }
  ended_ = best(std::move(all), scores, ended_.size());
}

bool Beams::all_ended() const {
  return std::all_of(ended_.begin(), ended_.end(), [](const Beam& beam) { return beam.ended; });
}

// As many have ended as are searched, and that is enough.
bool Beams::full() const { return request_.options.early_stopping == "yes" && all_ended(); }

bool Beams::may_improve() const {
  const bool as_long_as_may_be = request_.options.early_stopping == "never" && request_.options.length_penalty > 0;
  const float hope = over_length(running_[0].score, as_long_as_may_be ? longest_ : length_);
  const float worst = std::min_element(ended_.begin(), ended_.end(), [](const Beam& a, const Beam& b) { return a.score < b.score; })->score;
  return std::any_of(ended_.begin(), ended_.end(), [&](const Beam& beam) { return hope > (beam.ended ? worst : kOut); });
}

void Beams::step(std::span<const float> scores, std::span<const float> plain) {
  const std::vector<Beam> found = candidates(scores, plain);
  keep_running(found);
  keep_ended(found);
  ++length_;
  const bool none_goes_on = std::all_of(found.begin(), found.end(), [](const Beam& beam) { return beam.ended; });
  over_ = !may_improve() || full() || none_goes_on;
}

}  // namespace lathe::eval
