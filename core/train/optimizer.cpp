#include "core/train/optimizer.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace lathe::train {
namespace {

constexpr int64_t kChunk = int64_t{1} << 22;   // keeps the fp64 copy small

// In fp64 and in a fixed order, so that neither the size of the arena nor the cut into tensors changes it.
at::Tensor squared_norm(const at::Tensor& gradients) {
  at::Tensor total = at::zeros({}, gradients.options().dtype(at::kDouble));
  for (int64_t begin = 0; begin < gradients.numel(); begin += kChunk)
    total += gradients.narrow(0, begin, std::min(kChunk, gradients.numel() - begin)).to(at::kDouble).square_().sum();
  return total;
}

}  // namespace

GradientCheck check_and_clip(ParameterArena& arena, const at::Tensor& loss_sum, double clip_norm) {
  const at::NoGradGuard no_grad;
  const at::Tensor norm = squared_norm(arena.gradients).sqrt_();
  const at::Tensor finite = at::isfinite(norm).logical_and_(at::isfinite(loss_sum));
  if (clip_norm > 0) arena.gradients.mul_(at::clamp_max(clip_norm / (norm + 1e-6), 1.0).to(at::kFloat));
  return {norm, finite.logical_not().to(at::kFloat)};
}

AdamW::AdamW(const config::OptimizerConfig& options, const at::Device& device)
    : options_(options), steps_(at::zeros({}, at::TensorOptions().dtype(at::kFloat).device(device))) {}

void AdamW::step(ParameterArena& arena, double learning_rate, const at::Tensor& not_finite) {
  const at::NoGradGuard no_grad;
  steps_.add_(1);
  const auto update = [&](int64_t begin, int64_t end, double weight_decay) {
    if (begin == end) return;
    const auto part = [&](const at::Tensor& flat) { return flat.narrow(0, begin, end - begin); };
    at::_fused_adamw_({part(arena.values)}, {part(arena.gradients)}, {part(arena.first_moment)}, {part(arena.second_moment)}, {}, {steps_},
                      learning_rate, options_.beta1, options_.beta2, weight_decay, options_.epsilon, /*amsgrad=*/false, /*maximize=*/false,
                      /*grad_scale=*/{}, not_finite);
  };
  update(0, arena.decaying(), options_.weight_decay);
  update(arena.decaying(), arena.count(), 0);
  steps_.sub_(not_finite);
}

}  // namespace lathe::train
