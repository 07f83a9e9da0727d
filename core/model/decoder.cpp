#include "core/model/decoder.h"

#include <ATen/ATen.h>

#include "core/model/arch.h"
#include "core/model/kv_cache.h"
#include "core/model/rope_table.h"
#include "core/model/weights.h"
#include "gpu/cross_entropy.h"
#include "gpu/rms_norm.h"

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
  gpu::RopeTable rope = rope_table(decoder.config(), inputs.positions_T, segments);
  LayerContext context{decoder.config(), inputs, options, decoder.compute_dtype(), std::move(segments), std::move(rope), {}, cache};
  if (cache && cache->num_sequences() > 1 && inputs.ids_T.is_cpu()) context.each = segments_of_each(inputs, *cache);
  if (!cache && options.attachments && !options.attachments->prefixes.empty())
    context.prefix_rows_S = prefix_rows(inputs, options.attachments->prefixes.begin()->second.k_PHD.size(0));
  return context;
}

}  // namespace

const std::vector<std::string>& linear_map_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const LinearMap& map : kLinearMaps) out.push_back(map.name);
    return out;
  }();
  return names;
}

Decoder::Decoder(const ArchSpec& arch, DecoderConfig config, at::ScalarType compute_dtype, at::Device device)
    : arch_(arch), config_(std::move(config)), compute_dtype_(compute_dtype), device_(device), weights_(std::make_unique<Weights>()) {
  weights_->layers.resize(static_cast<size_t>(config_.layers));
}
Decoder::~Decoder() = default;

at::Tensor Decoder::embed(const DecoderInputs& inputs, const ForwardOptions& options) const {
  const at::Tensor table = weights_->embed_VC;
  if (!inputs.slot_rows.defined()) return at::embedding(table, inputs.ids_T).to(compute_dtype_);
  TORCH_CHECK(options.attachments && options.attachments->virtual_tokens_PC.defined(), "[decoder] the batch has slots for virtual tokens, but none are attached");
  const at::Tensor rows = at::embedding(table, inputs.ids_T.clamp_min(0)).to(compute_dtype_);
  const at::Tensor virtual_rows = options.attachments->virtual_tokens_PC.to(compute_dtype_).index_select(0, inputs.slot_positions);
  return rows.index_copy(0, inputs.slot_rows, virtual_rows);
}

at::Tensor Decoder::run(const DecoderInputs& inputs, const ForwardOptions& options, KeyValueCache* cache) const {
  const LayerContext context = make_context(*this, inputs, options, cache);
  at::Tensor x_TC = embed(inputs, options);
  for (int64_t layer = 0; layer < config_.layers; ++layer) {
    const LayerWeights& weights = weights_->layers[static_cast<size_t>(layer)];
    x_TC = attention_block(x_TC, weights.attention, layer, context);
    x_TC = mlp_block(x_TC, weights.mlp, layer, context);
  }
  return gpu::rms_norm(x_TC, context.computed(weights_->final_norm_C), config_.norm_epsilon);
}

at::Tensor Decoder::forward(const DecoderInputs& inputs, const ForwardOptions& options) const { return run(inputs, options, nullptr); }

at::Tensor Decoder::forward_cached(const DecoderInputs& inputs, const ForwardOptions& options, KeyValueCache& cache) const {
  return run(inputs, options, &cache);
}

at::Tensor Decoder::head() const { return (config_.tied_head ? weights_->embed_VC : weights_->head_VC).to(compute_dtype_); }

at::Tensor Decoder::logits(const at::Tensor& hidden_TC) const { return at::linear(hidden_TC, head()); }

at::Tensor Decoder::loss_sum(const at::Tensor& hidden_TC, const DecoderInputs& inputs) const {
  return gpu::linear_cross_entropy(hidden_TC, head(), inputs.label_rows_M, inputs.label_ids_M);
}

at::Tensor Decoder::token_losses(const at::Tensor& hidden_TC, const DecoderInputs& inputs) const {
  return gpu::token_losses(hidden_TC, head(), inputs.label_rows_M, inputs.label_ids_M);
}

std::vector<Parameter> Decoder::parameters() {
  std::vector<Slot> slots = {{"embed.weight", &weights_->embed_VC, {config_.vocab, config_.width}}};
  for (int64_t layer = 0; layer < config_.layers; ++layer) {
    LayerWeights& weights = weights_->layers[static_cast<size_t>(layer)];
    const std::string prefix = "layers." + std::to_string(layer) + ".";
    for (auto& part : {attention_slots(weights.attention, config_, prefix), mlp_slots(weights.mlp, config_, prefix)})
      slots.insert(slots.end(), part.begin(), part.end());
  }
  slots.push_back({"final_norm.weight", &weights_->final_norm_C, {config_.width}});
  if (!config_.tied_head) slots.push_back({"head.weight", &weights_->head_VC, {config_.vocab, config_.width}});
  std::vector<Parameter> out;
  for (const Slot& slot : slots) out.push_back({arch_.stored_name(slot.name), slot.tensor, slot.shape, slot.shape.size() > 1});
  return out;
}

at::Tensor Decoder::linear_weight(const LinearSite& site) const {
  for (const LinearMap& map : kLinearMaps)
    if (site.map == map.name) return map.of(weights_->layers.at(static_cast<size_t>(site.layer))).weight_NK;
  TORCH_CHECK(false, "[decoder] there is no linear map \"", site.map, "\"");
}

std::vector<LinearSite> Decoder::linear_sites() const {
  std::vector<LinearSite> sites;
  for (int64_t layer = 0; layer < config_.layers; ++layer)
    for (const std::string& map : linear_map_names()) sites.push_back({layer, map});
  return sites;
}

int64_t Decoder::num_parameters() const {
  int64_t count = 0;
  for (const Parameter& parameter : const_cast<Decoder*>(this)->parameters()) {
    int64_t elements = 1;
    for (const int64_t size : parameter.shape) elements *= size;
    count += elements;
  }
  return count;
}

}  // namespace lathe::model
