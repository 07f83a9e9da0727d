// The MLP half of a layer: x + down(silu(gate(norm(x))) * up(norm(x))).
// T tokens, C model width
#pragma once
#include "core/model/blocks/linear.h"

namespace lathe::model {

struct MlpWeights {
  at::Tensor norm_C;
  LinearWeights gate, up, down;
};

at::Tensor mlp_block(const at::Tensor& x_TC, const MlpWeights& weights, int64_t layer, const LayerContext& context);

}  // namespace lathe::model
