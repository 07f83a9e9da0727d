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
  return context.config.rotary ? gpu::rope(normed, context.rope) : normed;
}

struct Heads {
  at::Tensor q_THD, k_TKD, v_TKD;
};

Heads project(const at::Tensor& x_TC, const AttentionWeights& weights, int64_t layer, const LayerContext& context) {
  const DecoderConfig& config = context.config;
  const auto heads = [&](const at::Tensor& rows, int64_t count) { return rows.view({x_TC.size(0), count, config.head_width}); };
  if (config.fused_qkv) {
    const auto parts = linear(x_TC, weights.qkv, {layer, "qkv"}, context).chunk(3, 1);
    return {heads(parts[0].contiguous(), config.heads), heads(parts[1].contiguous(), config.kv_heads), heads(parts[2].contiguous(), config.kv_heads)};
  }
  return {heads(linear(x_TC, weights.q, {layer, "q"}, context), config.heads), heads(linear(x_TC, weights.k, {layer, "k"}, context), config.kv_heads),
          heads(linear(x_TC, weights.v, {layer, "v"}, context), config.kv_heads)};
}

}  // namespace

at::Tensor attention_block(const at::Tensor& x_TC, const AttentionWeights& weights, int64_t layer, const LayerContext& context) {
  const DecoderConfig& config = context.config;
  const Heads heads = project(config.norm_after ? x_TC : norm(x_TC, weights.norm, context), weights, layer, context);
  const at::Tensor q = rotated(heads.q_THD, weights.q_norm_D, context);
  at::Tensor k = rotated(heads.k_TKD, weights.k_norm_D, context), v = heads.v_TKD;
  const LayerPrefix* prefix = prefix_of(layer, context);
  if (prefix && !context.cache) {
    k = with_prefix(prefix->k_PHD, k, context);
    v = with_prefix(prefix->v_PHD, v, context);
  }
  const gpu::Sight sight{.causal = config.causal, .window = config.window_of(layer)};
  const at::Tensor seen = context.cache ? cached_attention({layer, q, k, v, sight}, context) : gpu::attention(q, k, v, context.segments.with(sight));
  const at::Tensor mixed = seen.reshape({x_TC.size(0), config.heads * config.head_width});
  const at::Tensor sum = x_TC + with_bottlenecks(linear(mixed, weights.o, {layer, "o"}, context), {layer, "attention"}, context);
  return config.norm_after ? norm(sum, weights.norm, context) : sum;
}

}  // namespace lathe::model
