// The attention half of a layer: x + o(attention(rope(norm(q)), rope(norm(k)), v)).
// T tokens, C model width, H heads, K kv heads, D head width
#pragma once
#include "core/model/blocks/linear.h"

namespace lathe::model {

struct AttentionWeights {
  at::Tensor norm_C;
  LinearWeights q, k, v, o;
  at::Tensor q_norm_D, k_norm_D;         // where the config says so
};

at::Tensor attention_block(const at::Tensor& x_TC, const AttentionWeights& weights, int64_t layer, const LayerContext& context);

}  // namespace lathe::model
