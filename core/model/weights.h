// The decoder's parameters, each under its slot name ("layers.3.q.weight").
#pragma once
#include <string>
#include <vector>

#include "core/model/blocks/attention_block.h"
#include "core/model/blocks/mlp_block.h"

namespace lathe::model {

struct LayerWeights {
  AttentionWeights attention;
  MlpWeights mlp;
};

struct Decoder::Weights {
  at::Tensor embed_VC, positions_PC, token_types_UC; // what the config does not have stays undefined; so does a tied head
  NormWeights embed_norm, final_norm;
  at::Tensor head_VC;
  LinearWeights pooler, classes;
  std::vector<LayerWeights> layers;
};

struct LinearMap {
  const char* name;
  LinearWeights& (*of)(LayerWeights& layer);
};
inline constexpr LinearMap kLinearMaps[] = {{"qkv", [](LayerWeights& layer) -> LinearWeights& { return layer.attention.qkv; }},
                                            {"q", [](LayerWeights& layer) -> LinearWeights& { return layer.attention.q; }},
                                            {"k", [](LayerWeights& layer) -> LinearWeights& { return layer.attention.k; }},
                                            {"v", [](LayerWeights& layer) -> LinearWeights& { return layer.attention.v; }},
                                            {"o", [](LayerWeights& layer) -> LinearWeights& { return layer.attention.o; }},
                                            {"gate", [](LayerWeights& layer) -> LinearWeights& { return layer.mlp.gate; }},
                                            {"up", [](LayerWeights& layer) -> LinearWeights& { return layer.mlp.up; }},
                                            {"down", [](LayerWeights& layer) -> LinearWeights& { return layer.mlp.down; }}};

struct Slot {
  std::string name;
  at::Tensor* tensor;
  std::vector<int64_t> shape;
};
// In order of use; what the config does not have is left out.
void add_linear(std::vector<Slot>& slots, LinearWeights& map, const std::string& name, std::vector<int64_t> shape, bool bias);
void add_norm(std::vector<Slot>& slots, NormWeights& norm, const std::string& name, const DecoderConfig& config);
std::vector<Slot> attention_slots(AttentionWeights& weights, const DecoderConfig& config, const std::string& layer);
std::vector<Slot> mlp_slots(MlpWeights& weights, const DecoderConfig& config, const std::string& layer);

}  // namespace lathe::model
