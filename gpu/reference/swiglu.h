// SwiGLU in plain ATen.
#pragma once
#include <ATen/core/Tensor.h>

#include <tuple>

namespace lathe::gpu::reference {

at::Tensor swiglu_forward(const at::Tensor& gate, const at::Tensor& up);             // silu(gate) * up
std::tuple<at::Tensor, at::Tensor> swiglu_backward(const at::Tensor& dy, const at::Tensor& gate, const at::Tensor& up);

}  // namespace lathe::gpu::reference
