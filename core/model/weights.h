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
  at::Tensor embed_VC, final_norm_C, head_VC;        // a tied head stays undefined
  std::vector<LayerWeights> layers;
};

struct LinearMap {
  const char* name;
  LinearWeights& (*of)(LayerWeights& layer);
};
inline constexpr LinearMap kLinearMaps[] = {{"q", [](LayerWeights& layer) -> LinearWeights& { return layer.attention.q; }},
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
std::vector<Slot> attention_slots(AttentionWeights& weights, const DecoderConfig& config, const std::string& layer);
std::vector<Slot> mlp_slots(MlpWeights& weights, const DecoderConfig& config, const std::string& layer);

}  // namespace lathe::model
