// The gate of Llama's MLP: silu(gate) * up, differentiable in both.
#pragma once
#include <ATen/core/Tensor.h>

namespace lathe::gpu {

at::Tensor swiglu(const at::Tensor& gate, const at::Tensor& up);

}  // namespace lathe::gpu
