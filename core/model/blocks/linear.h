// A linear map with whatever is attached to it.
// T tokens, K in, N out, R rank
#pragma once
#include "core/model/blocks/layer_context.h"

namespace lathe::model {

struct LinearWeights {
  at::Tensor weight_NK, bias_N;          // bias may be undefined
};

// y = x W^T + b + the active low-rank terms of the site.
at::Tensor linear(const at::Tensor& x_TK, const LinearWeights& weights, const LinearSite& site, const LayerContext& context);

// `out` after the active bottlenecks attached to the output of a sub-layer ("attention" or "mlp").
at::Tensor with_bottlenecks(const at::Tensor& out_TC, const LinearSite& site, const LayerContext& context);

}  // namespace lathe::model
