// Rotary positions, half-split, in plain ATen.
#pragma once
#include <ATen/core/Tensor.h>

namespace lathe::gpu::reference {

// x [T, H, D]; cos and sin [T, D/2] in fp32. `inverse` turns the other way, which is also the backward pass.
at::Tensor rotate(const at::Tensor& x_THD, const at::Tensor& cos, const at::Tensor& sin, bool inverse);

}  // namespace lathe::gpu::reference
