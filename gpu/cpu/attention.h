// Attention on the processor: ATen's flash kernel, one sequence after the other, forward and backward.
#pragma once
#include "gpu/attention.h"

namespace lathe::gpu::cpu {

at::Tensor attention(const at::Tensor& q_THD, const at::Tensor& k_SKD, const at::Tensor& v_SKD, const Segments& segments);

}  // namespace lathe::gpu::cpu
