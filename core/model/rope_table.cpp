#include "core/model/rope_table.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lathe::model {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

// Slow waves are stretched, fast ones kept, those between are mixed.
at::Tensor llama3_frequencies(const RopeConfig& rope, const at::Tensor& plain) {
  const auto original = static_cast<double>(rope.original_context);
  const at::Tensor wave = kTurn / plain;
  const at::Tensor share = (original / wave - rope.low_frequency) / (rope.high_frequency - rope.low_frequency);
  const at::Tensor mixed = (1 - share) * plain / rope.factor + share * plain;
  const at::Tensor slow = wave > original / rope.low_frequency, fast = wave < original / rope.high_frequency;
  return at::where(slow, plain / rope.factor, at::where(fast, plain, mixed));
}

// Peng et al. 2023, section 3.2: which share of each frequency is kept.
at::Tensor yarn_frequencies(const RopeConfig& rope, const at::Tensor& plain) {
  const auto width = static_cast<double>(2 * plain.numel());
  const auto dimension = [&](double turns) {
    return width * std::log(static_cast<double>(rope.original_context) / (turns * kTurn)) / (2 * std::log(rope.theta));
  };
  double low = dimension(rope.beta_fast), high = dimension(rope.beta_slow);
  if (rope.truncate) low = std::floor(low), high = std::ceil(high);
  low = std::max(low, 0.0);
  high = std::min(high, width - 1);
  if (low == high) high += 0.001;
  const at::Tensor interpolated = at::clamp((at::arange(plain.numel(), at::kFloat) - low) / (high - low), 0, 1);
  return plain / rope.factor * interpolated + plain * (1 - interpolated);
}

// NTK-aware: the base grows with the sequence, past what the model was made for.
at::Tensor dynamic_frequencies(const RopeConfig& rope, int64_t head_width, int64_t length) {
  const auto width = static_cast<double>(head_width), made_for = static_cast<double>(rope.original_context);
  const double longer = rope.factor * static_cast<double>(std::max(length, rope.original_context)) / made_for - (rope.factor - 1);
  return gpu::inverse_frequencies(head_width, rope.theta * std::pow(longer, width / (width - 2)));
}

at::Tensor dynamic_by_sequence(const DecoderConfig& config, const gpu::Segments& segments) {
  const int32_t *q = segments.host_q_N1.const_data_ptr<int32_t>(), *k = segments.host_k_N1.const_data_ptr<int32_t>();
  std::vector<at::Tensor> rows;
  for (int64_t i = 0; i + 1 < segments.host_q_N1.numel(); ++i)
    rows.push_back(dynamic_frequencies(config.rope, config.head_width, k[i + 1] - k[i]).unsqueeze(0).expand({q[i + 1] - q[i], config.head_width / 2}));
  return at::cat(rows);
}

at::Tensor frequencies(const DecoderConfig& config, const gpu::Segments& segments) {
  const RopeConfig& rope = config.rope;
  if (rope.type == "dynamic" && segments.longest_k > rope.original_context) return dynamic_by_sequence(config, segments);
  const at::Tensor plain = gpu::inverse_frequencies(config.head_width, rope.theta);
  if (rope.type == "linear") return plain / rope.factor;
  if (rope.type == "llama3") return llama3_frequencies(rope, plain);
  if (rope.type == "yarn") return yarn_frequencies(rope, plain);
  return plain;
}

}  // namespace

gpu::RopeTable rope_table(const DecoderConfig& config, const at::Tensor& positions_T, const gpu::Segments& segments) {
  return gpu::rope_table(positions_T, frequencies(config, segments), config.rope.attention_factor);
}

}  // namespace lathe::model
