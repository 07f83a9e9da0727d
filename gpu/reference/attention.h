// Attention as the textbook writes it, one sequence after the other; autograd differentiates it.
#pragma once
#include "gpu/attention.h"

namespace lathe::gpu::reference {

at::Tensor attention(const at::Tensor& q_THD, const at::Tensor& k_SKD, const at::Tensor& v_SKD, const Segments& segments);

// [n, m]: 0 where query i may see key j (j <= i + m - n, and j > i + m - n - window), else minus infinity.
at::Tensor bottom_right_mask(int64_t n, int64_t m, int64_t window, const at::TensorOptions& options);

}  // namespace lathe::gpu::reference
