#include "core/model/blocks/norm.h"

#include <ATen/ATen.h>

#include "gpu/rms_norm.h"

namespace lathe::model {

at::Tensor norm(const at::Tensor& x_TC, const NormWeights& weights, const LayerContext& context) {
  const double epsilon = context.config.norm_epsilon;
  if (context.config.norm == Norm::rms) return gpu::rms_norm(x_TC, context.computed(weights.weight_C), epsilon);
  return at::layer_norm(x_TC, {x_TC.size(-1)}, context.computed(weights.weight_C), context.computed(weights.bias_C), epsilon);
}

}  // namespace lathe::model
