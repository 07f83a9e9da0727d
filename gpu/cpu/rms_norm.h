// RMSNorm as loops in fp32; other types go to the plain version.
#pragma once
#include <ATen/core/Tensor.h>

#include <tuple>

namespace lathe::gpu::cpu {

std::tuple<at::Tensor, at::Tensor> rms_norm_forward(const at::Tensor& x, const at::Tensor& weight, double epsilon);
std::tuple<at::Tensor, at::Tensor> rms_norm_backward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& rstd,
                                                     bool weight_gradient);

}  // namespace lathe::gpu::cpu
