// Attention on a card: ATen's FlashAttention-2 over packed rows. Only dispatcher calls, so that no CUDA library is named.
#pragma once
#include "gpu/attention.h"

namespace lathe::gpu {

// bf16 and fp16, head width a multiple of 8 up to 256.
bool cuda_attention_fits(at::ScalarType dtype, int64_t head_width);
at::Tensor cuda_attention(const at::Tensor& q_THD, const at::Tensor& k_SKD, const at::Tensor& v_SKD, const Segments& segments);

}  // namespace lathe::gpu
