// The norm of a model: root mean square, or layer norm with a bias.
// C model width
#pragma once
#include "core/model/blocks/layer_context.h"

namespace lathe::model {

struct NormWeights {
  at::Tensor weight_C, bias_C;           // bias: layer norm only
};

at::Tensor norm(const at::Tensor& x_TC, const NormWeights& weights, const LayerContext& context);

}  // namespace lathe::model
