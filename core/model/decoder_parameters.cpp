#include "core/model/arch.h"
#include "core/model/weights.h"

namespace lathe::model {

const std::vector<std::string>& linear_map_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const LinearMap& map : kLinearMaps) out.push_back(map.name);
    return out;
  }();
  return names;
}

static bool has_map(const DecoderConfig& config, std::string_view map) {
  if (map == "gate") return config.gated_mlp;
  if (map == "qkv") return config.fused_qkv;
  return !config.fused_qkv || (map != "q" && map != "k" && map != "v");
}

// The head that scores labels; the pooler belongs to it.
static std::vector<Slot> label_slots(LinearWeights& pooler, LinearWeights& classes, const DecoderConfig& config) {
  std::vector<Slot> slots;
  if (config.labels.empty()) return slots;
  if (config.pooler) add_linear(slots, pooler, "pooler", {config.width, config.width}, true);
  add_linear(slots, classes, "classes", {static_cast<int64_t>(config.labels.size()), config.width}, config.label_bias);
  return slots;
}

std::vector<Parameter> Decoder::parameters() {
  std::vector<Slot> slots = {{"embed.weight", &weights_->embed_VC, {config_.vocab, config_.width}}};
  if (!config_.rotary) slots.push_back({"positions.weight", &weights_->positions_PC, {config_.context, config_.width}});
  if (config_.token_types > 0) slots.push_back({"token_types.weight", &weights_->token_types_UC, {config_.token_types, config_.width}});
  if (config_.embed_norm) add_norm(slots, weights_->embed_norm, "embed_norm", config_);
  for (int64_t layer = 0; layer < config_.layers; ++layer) {
    LayerWeights& weights = weights_->layers[static_cast<size_t>(layer)];
    const std::string prefix = "layers." + std::to_string(layer) + ".";
    for (auto& part : {attention_slots(weights.attention, config_, prefix), mlp_slots(weights.mlp, config_, prefix)})
      slots.insert(slots.end(), part.begin(), part.end());
  }
  if (config_.final_norm) add_norm(slots, weights_->final_norm, "final_norm", config_);
  if (config_.has_language_head() && !config_.tied_head) slots.push_back({"head.weight", &weights_->head_VC, {config_.vocab, config_.width}});
  const size_t first_of_head = slots.size();
  for (Slot& slot : label_slots(weights_->pooler, weights_->classes, config_)) slots.push_back(std::move(slot));
  std::vector<Parameter> out;
  for (const Slot& slot : slots)
    out.push_back({arch_.stored_name(slot.name), slot.tensor, slot.shape, slot.shape.size() > 1,
                   arch_.stored_transposed && arch_.stored_transposed(slot.name), out.size() >= first_of_head, slot.name});
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
    for (const LinearMap& map : kLinearMaps)
      if (has_map(config_, map.name)) sites.push_back({layer, map.name});
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
