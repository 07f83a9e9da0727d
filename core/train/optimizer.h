// AdamW (Loshchilov and Hutter 2019) over the flat arena, and the clipping before it. Nothing here waits for the
// device: a step whose numbers are not finite is told by a flag that stays there and changes no weight.
#pragma once
#include <ATen/core/Tensor.h>

#include "core/config/run_config.h"
#include "core/train/arena.h"

namespace lathe::train {

// Scalars on the device.
struct GradientCheck {
  at::Tensor norm;                       // fp64, of the whole arena
  at::Tensor not_finite;                 // fp32: 1 when the loss or any gradient is not finite, else 0
};

// Shortens gradients that are longer than `clip_norm` to it; 0 leaves them.
GradientCheck check_and_clip(ParameterArena& arena, const at::Tensor& loss_sum, double clip_norm);

class AdamW {
 public:
  AdamW(const config::OptimizerConfig& options, const at::Device& device);
  void step(ParameterArena& arena, double learning_rate, const at::Tensor& not_finite);
  at::Tensor steps() const { return steps_; }            // updates made, fp32 on the device; skipped ones do not count

 private:
  config::OptimizerConfig options_;
  at::Tensor steps_;
};

}  // namespace lathe::train
