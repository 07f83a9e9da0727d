#include "core/model/blocks/mlp_block.h"

#include <ATen/ATen.h>

#include "gpu/rms_norm.h"
#include "gpu/swiglu.h"

namespace lathe::model {

at::Tensor mlp_block(const at::Tensor& x_TC, const MlpWeights& weights, int64_t layer, const LayerContext& context) {
  const at::Tensor normed = gpu::rms_norm(x_TC, context.computed(weights.norm_C), context.config.norm_epsilon);
  const at::Tensor gate = linear(normed, weights.gate, {layer, "gate"}, context);
  const at::Tensor up = linear(normed, weights.up, {layer, "up"}, context);
  return x_TC + with_bottlenecks(linear(gpu::swiglu(gate, up), weights.down, {layer, "down"}, context), {layer, "mlp"}, context);
}

}  // namespace lathe::model
