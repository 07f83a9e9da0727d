#include "core/model/blocks/attention_block.h"

#include <ATen/ATen.h>

#include "core/model/blocks/cached_attention.h"
#include "gpu/rms_norm.h"

namespace lathe::model {
namespace {

const LayerPrefix* prefix_of(int64_t layer, const LayerContext& context) {
  if (!context.options.attachments) return nullptr;
  const auto found = context.options.attachments->prefixes.find(layer);
  return found == context.options.attachments->prefixes.end() ? nullptr : &found->second;
}

// Each sequence's own copy of the prefix before its rows.
at::Tensor with_prefix(const at::Tensor& prefix_PKD, const at::Tensor& rows_TKD, const LayerContext& context) {
  return at::cat({context.computed(prefix_PKD), rows_TKD}).index_select(0, context.prefix_rows_S);
}

at::Tensor rotated(const at::Tensor& x_THD, const at::Tensor& norm_D, const LayerContext& context) {
  const at::Tensor normed = norm_D.defined() ? gpu::rms_norm(x_THD, context.computed(norm_D), context.config.norm_epsilon) : x_THD;
  return gpu::rope(normed, context.rope);
}

}  // namespace

at::Tensor attention_block(const at::Tensor& x_TC, const AttentionWeights& weights, int64_t layer, const LayerContext& context) {
  const DecoderConfig& config = context.config;
  const int64_t tokens = x_TC.size(0);
  const at::Tensor normed = gpu::rms_norm(x_TC, context.computed(weights.norm_C), config.norm_epsilon);
  const auto heads = [&](const LinearWeights& map, const char* name, int64_t count) {
    return linear(normed, map, {layer, name}, context).view({tokens, count, config.head_width});
  };
  const at::Tensor q = rotated(heads(weights.q, "q", config.heads), weights.q_norm_D, context);
  at::Tensor k = rotated(heads(weights.k, "k", config.kv_heads), weights.k_norm_D, context);
  at::Tensor v = heads(weights.v, "v", config.kv_heads);
  const LayerPrefix* prefix = prefix_of(layer, context);
  if (prefix && !context.cache) {
    k = with_prefix(prefix->k_PHD, k, context);
    v = with_prefix(prefix->v_PHD, v, context);
  }
  const gpu::Sight sight{.causal = context.segments.sight.causal, .window = config.window_of(layer)};
  const at::Tensor seen = context.cache ? cached_attention(q, k, v, {layer, sight}, context) : gpu::attention(q, k, v, context.segments.with(sight));
  const at::Tensor mixed = seen.reshape({tokens, config.heads * config.head_width});
  return x_TC + with_bottlenecks(linear(mixed, weights.o, {layer, "o"}, context), {layer, "attention"}, context);
}

}  // namespace lathe::model
