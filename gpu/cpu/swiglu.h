// SwiGLU as loops in fp32; other types go to the plain version.
#pragma once
#include <ATen/core/Tensor.h>

#include <tuple>

namespace lathe::gpu::cpu {

at::Tensor swiglu_forward(const at::Tensor& gate, const at::Tensor& up);
std::tuple<at::Tensor, at::Tensor> swiglu_backward(const at::Tensor& dy, const at::Tensor& gate, const at::Tensor& up);

}  // namespace lathe::gpu::cpu
