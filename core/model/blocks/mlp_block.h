// The MLP half of a layer: x + down(silu(gate(norm(x))) * up(norm(x))), or down(act(up(..))), with the norm before or after.
// T tokens, C model width
#pragma once
#include "core/model/blocks/linear.h"
#include "core/model/blocks/norm.h"

namespace lathe::model {

struct MlpWeights {
  NormWeights norm;
  LinearWeights gate, up, down;          // gate only where the config has one
};

at::Tensor mlp_block(const at::Tensor& x_TC, const MlpWeights& weights, int64_t layer, const LayerContext& context);

}  // namespace lathe::model
