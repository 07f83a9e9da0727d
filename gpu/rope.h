// Rotary positions (Su et al. 2021), half-split as Hugging Face lays them out. Differentiable.
// T tokens, H heads, D head width
#pragma once
#include <ATen/core/Tensor.h>

namespace lathe::gpu {

struct RopeTable {
  at::Tensor cos, sin;                   // [T, D/2] fp32
};
// theta^(-2i/D) for i < D/2, fp32 on the processor.
at::Tensor inverse_frequencies(int64_t head_width, double theta);
// `inverse`: [D/2], or [T, D/2] where sequences differ; cosine and sine are multiplied by `scale`.
RopeTable rope_table(const at::Tensor& positions_T, const at::Tensor& inverse, double scale = 1);
// Arithmetic in fp32, rounded once.
at::Tensor rope(const at::Tensor& x_THD, const RopeTable& table);

}  // namespace lathe::gpu
