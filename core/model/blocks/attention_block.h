// The attention half of a layer: x + o(attention(rope(norm(q)), rope(norm(k)), v)), with the norm before or after.
// T tokens, C model width, H heads, K kv heads, D head width
#pragma once
#include "core/model/blocks/linear.h"
#include "core/model/blocks/norm.h"

namespace lathe::model {

struct AttentionWeights {
  NormWeights norm;
  LinearWeights q, k, v, o, qkv;         // qkv in place of the three where the config fuses them
  at::Tensor q_norm_D, k_norm_D;         // where the config says so
};

at::Tensor attention_block(const at::Tensor& x_TC, const AttentionWeights& weights, int64_t layer, const LayerContext& context);

}  // namespace lathe::model
