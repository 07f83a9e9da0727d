#include "core/model/decoder.h"

#include <ATen/ATen.h>

#include "core/model/arch.h"
#include "core/model/kv_cache.h"
#include "core/model/rope_table.h"
#include "core/model/weights.h"
#include "gpu/cross_entropy.h"

namespace lathe::model {
namespace {

// Rows of [prefix; keys] that put a copy of the prefix before each sequence.
at::Tensor prefix_rows(const DecoderInputs& inputs, int64_t prefix) {
  std::vector<int64_t> rows;
  for (size_t i = 0; i + 1 < inputs.host_cu_q.size(); ++i) {
    const int32_t begin = inputs.host_cu_q[i], end = inputs.host_cu_q[i + 1];
    TORCH_CHECK(inputs.host_cu_k[i + 1] - inputs.host_cu_k[i] == end - begin + prefix,
                "[decoder] the batch was packed for another prefix than the ", prefix, " keys attached");
    for (int64_t p = 0; p < prefix; ++p) rows.push_back(p);
    for (int32_t t = begin; t < end; ++t) rows.push_back(prefix + t);
  }
  return at::tensor(rows, at::kLong).to(inputs.ids_T.device());
}

int32_t new_tokens(const DecoderInputs& inputs, int64_t sequence) {
  return inputs.host_cu_q[static_cast<size_t>(sequence) + 1] - inputs.host_cu_q[static_cast<size_t>(sequence)];
}

gpu::Segments segments_of(const DecoderInputs& inputs, const KeyValueCache* cache) {
  if (cache) {
    TORCH_CHECK(static_cast<int64_t>(inputs.host_cu_q.size()) == cache->num_sequences() + 1, "[decoder] the batch has other sequences than the cache");
    std::vector<int32_t> cu_k = {0};
    for (int64_t i = 0; i < cache->num_sequences(); ++i) cu_k.push_back(cu_k.back() + new_tokens(inputs, i) + static_cast<int32_t>(cache->length(i)));
    return gpu::make_segments(inputs.host_cu_q, cu_k, inputs.ids_T.device());
  }
  return {at::tensor(inputs.host_cu_q, at::kInt), at::tensor(inputs.host_cu_k, at::kInt), inputs.cu_q_N1, inputs.cu_k_N1,
          inputs.longest_q, inputs.longest_k, {}};
}

std::vector<gpu::Segments> segments_of_each(const DecoderInputs& inputs, const KeyValueCache& cache) {
  std::vector<gpu::Segments> out;
  for (int64_t i = 0; i < cache.num_sequences(); ++i) {
    const int32_t added = new_tokens(inputs, i);
    out.push_back(gpu::make_segments({0, added}, {0, added + static_cast<int32_t>(cache.length(i))}, at::kCPU));
  }
  return out;
}

LayerContext make_context(const Decoder& decoder, const DecoderInputs& inputs, const ForwardOptions& options, KeyValueCache* cache) {
  gpu::Segments segments = segments_of(inputs, cache);
  gpu::RopeTable rope = decoder.config().rotary ? rope_table(decoder.config(), inputs.positions_T, segments) : gpu::RopeTable{};
  LayerContext context{decoder.config(), inputs, options, decoder.compute_dtype(), std::move(segments), std::move(rope), {}, cache};
  if (cache && cache->num_sequences() > 1 && inputs.ids_T.is_cpu()) context.each = segments_of_each(inputs, *cache);
  if (!cache && options.attachments && !options.attachments->prefixes.empty())
    context.prefix_rows_S = prefix_rows(inputs, options.attachments->prefixes.begin()->second.k_PHD.size(0));
  return context;
}

}  // namespace

Decoder::Decoder(const ArchSpec& arch, DecoderConfig config, at::ScalarType compute_dtype, at::Device device)
    : arch_(arch), config_(std::move(config)), compute_dtype_(compute_dtype), device_(device), weights_(std::make_unique<Weights>()) {
  weights_->layers.resize(static_cast<size_t>(config_.layers));
}
Decoder::~Decoder() = default;

at::Tensor Decoder::embed(const DecoderInputs& inputs, const LayerContext& context) const {
  const at::Tensor table = weights_->embed_VC;
  at::Tensor rows = at::embedding(table, inputs.slot_rows.defined() ? inputs.ids_T.clamp_min(0) : inputs.ids_T).to(compute_dtype_);
  if (inputs.slot_rows.defined()) {
    const Attachments* attachments = context.options.attachments;
    TORCH_CHECK(attachments && attachments->virtual_tokens_PC.defined(), "[decoder] the batch has slots for virtual tokens, but none are attached");
    rows = rows.index_copy(0, inputs.slot_rows, attachments->virtual_tokens_PC.to(compute_dtype_).index_select(0, inputs.slot_positions));
  }
  if (config_.token_types > 0) {
    const at::Tensor types = inputs.token_types_T.defined() ? inputs.token_types_T : at::zeros_like(inputs.ids_T);
    rows = rows + at::embedding(context.computed(weights_->token_types_UC), types);
  }
  if (!config_.rotary) rows = rows + at::embedding(context.computed(weights_->positions_PC), inputs.positions_T);
  return config_.embed_norm ? norm(rows, weights_->embed_norm, context) : rows;
}

at::Tensor Decoder::run(const DecoderInputs& inputs, const ForwardOptions& options, KeyValueCache* cache) const {
  const LayerContext context = make_context(*this, inputs, options, cache);
  at::Tensor x_TC = embed(inputs, context);
  for (int64_t layer = 0; layer < config_.layers; ++layer) {
    const LayerWeights& weights = weights_->layers[static_cast<size_t>(layer)];
    x_TC = attention_block(x_TC, weights.attention, layer, context);
    x_TC = mlp_block(x_TC, weights.mlp, layer, context);
  }
  return config_.final_norm ? norm(x_TC, weights_->final_norm, context) : x_TC;
}

at::Tensor Decoder::forward(const DecoderInputs& inputs, const ForwardOptions& options) const { return run(inputs, options, nullptr); }

at::Tensor Decoder::forward_cached(const DecoderInputs& inputs, const ForwardOptions& options, KeyValueCache& cache) const {
  return run(inputs, options, &cache);
}

at::Tensor Decoder::head() const {
  TORCH_CHECK(config_.has_language_head(), "[decoder] this model has no language head");
  return (config_.tied_head ? weights_->embed_VC : weights_->head_VC).to(compute_dtype_);
}

at::Tensor Decoder::logits(const at::Tensor& hidden_TC) const { return at::linear(hidden_TC, head()); }

at::Tensor Decoder::loss_sum(const at::Tensor& hidden_TC, const DecoderInputs& inputs) const {
  return gpu::linear_cross_entropy(hidden_TC, head(), inputs.label_rows_M, inputs.label_ids_M);
}

at::Tensor Decoder::token_losses(const at::Tensor& hidden_TC, const DecoderInputs& inputs) const {
  return gpu::token_losses(hidden_TC, head(), inputs.label_rows_M, inputs.label_ids_M);
}

at::Tensor Decoder::class_logits(const at::Tensor& hidden_TC, const DecoderInputs& inputs, const ForwardOptions& options) const {
  const auto use = [&](const char* slot, const at::Tensor& own) {
    if (!options.attachments) return own;
    const auto found = options.attachments->head.find(slot);
    return found == options.attachments->head.end() ? own : found->second;
  };
  at::Tensor pooled = hidden_TC.index_select(0, config_.pooler ? inputs.first_rows_M : inputs.last_rows_M).to(at::kFloat);
  const auto map = [&](const LinearWeights& weights, const char* weight, const char* bias) {
    const at::Tensor own_bias = use(bias, weights.bias_N);
    pooled = at::linear(pooled, use(weight, weights.weight_NK).to(at::kFloat), own_bias.defined() ? own_bias.to(at::kFloat) : own_bias);
  };
  if (config_.pooler) {
    map(weights_->pooler, "pooler.weight", "pooler.bias");
    pooled = pooled.tanh();
  }
  map(weights_->classes, "classes.weight", "classes.bias");
  return pooled;
}

}  // namespace lathe::model
