// RMSNorm in plain ATen: the oracle of the kernels and what runs where there is none.
#pragma once
#include <ATen/core/Tensor.h>

#include <tuple>

namespace lathe::gpu::reference {

// Rows of the last dimension. y = w * round(x * rstd), arithmetic in fp32 (fp64 for fp64), rounded to x's type as
// Hugging Face does. Returns y and rstd [..., 1].
std::tuple<at::Tensor, at::Tensor> rms_norm_forward(const at::Tensor& x, const at::Tensor& weight, double epsilon);
// Returns dx and dw; dw is undefined unless `weight_gradient`.
std::tuple<at::Tensor, at::Tensor> rms_norm_backward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight,
                                                     const at::Tensor& rstd, bool weight_gradient);

}  // namespace lathe::gpu::reference
