// Rotary positions as a loop in fp32; other types go to the plain version.
#pragma once
#include <ATen/core/Tensor.h>

namespace lathe::gpu::cpu {

at::Tensor rotate(const at::Tensor& x_THD, const at::Tensor& cos, const at::Tensor& sin, bool inverse);

}  // namespace lathe::gpu::cpu
