#include "core/model/blocks/mlp_block.h"

#include <ATen/ATen.h>

#include "core/model/blocks/activation.h"
#include "gpu/swiglu.h"

namespace lathe::model {

at::Tensor mlp_block(const at::Tensor& x_TC, const MlpWeights& weights, int64_t layer, const LayerContext& context) {
  const DecoderConfig& config = context.config;
  const at::Tensor in = config.norm_after ? x_TC : norm(x_TC, weights.norm, context);
  at::Tensor inner = linear(in, weights.up, {layer, "up"}, context);
  inner = config.gated_mlp ? gpu::swiglu(linear(in, weights.gate, {layer, "gate"}, context), inner) : activate(inner, config.activation);
  const at::Tensor sum = x_TC + with_bottlenecks(linear(inner, weights.down, {layer, "down"}, context), {layer, "mlp"}, context);
  return config.norm_after ? norm(sum, weights.norm, context) : sum;
}

}  // namespace lathe::model
