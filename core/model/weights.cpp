#include "core/model/weights.h"

namespace lathe::model {

void add_linear(std::vector<Slot>& slots, LinearWeights& map, const std::string& name, std::vector<int64_t> shape, bool bias) {
  slots.push_back({name + ".weight", &map.weight_NK, shape});
  if (bias) slots.push_back({name + ".bias", &map.bias_N, {shape[0]}});
}

void add_norm(std::vector<Slot>& slots, NormWeights& norm, const std::string& name, const DecoderConfig& config) {
  slots.push_back({name + ".weight", &norm.weight_C, {config.width}});
  if (config.norm == Norm::layer) slots.push_back({name + ".bias", &norm.bias_C, {config.width}});
}

std::vector<Slot> attention_slots(AttentionWeights& weights, const DecoderConfig& config, const std::string& layer) {
  const int64_t width = config.width, q_width = config.heads * config.head_width, kv_width = config.kv_heads * config.head_width;
  std::vector<Slot> slots;
  add_norm(slots, weights.norm, layer + "input_norm", config);
  if (config.fused_qkv) {
    add_linear(slots, weights.qkv, layer + "qkv", {q_width + 2 * kv_width, width}, config.qkv_bias);
  } else {
    add_linear(slots, weights.q, layer + "q", {q_width, width}, config.qkv_bias);
    add_linear(slots, weights.k, layer + "k", {kv_width, width}, config.qkv_bias);
    add_linear(slots, weights.v, layer + "v", {kv_width, width}, config.qkv_bias);
  }
  add_linear(slots, weights.o, layer + "o", {width, q_width}, config.o_bias);
  if (config.qk_norm) {
    slots.push_back({layer + "q_norm.weight", &weights.q_norm_D, {config.head_width}});
    slots.push_back({layer + "k_norm.weight", &weights.k_norm_D, {config.head_width}});
  }
  return slots;
}

std::vector<Slot> mlp_slots(MlpWeights& weights, const DecoderConfig& config, const std::string& layer) {
  std::vector<Slot> slots;
  add_norm(slots, weights.norm, layer + "post_norm", config);
  if (config.gated_mlp) add_linear(slots, weights.gate, layer + "gate", {config.mlp_width, config.width}, config.mlp_bias);
  add_linear(slots, weights.up, layer + "up", {config.mlp_width, config.width}, config.mlp_bias);
  add_linear(slots, weights.down, layer + "down", {config.width, config.mlp_width}, config.mlp_bias);
  return slots;
}

}  // namespace lathe::model
