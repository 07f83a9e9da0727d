// RMSNorm over the last dimension, differentiable in x and weight.
#pragma once
#include <ATen/core/Tensor.h>

namespace lathe::gpu {

// x [..., C] and weight [C] of one floating type; throws c10::Error "[rms_norm] ..." otherwise.
at::Tensor rms_norm(const at::Tensor& x, const at::Tensor& weight, double epsilon);

}  // namespace lathe::gpu
