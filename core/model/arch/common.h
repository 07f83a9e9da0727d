// What Llama and its descendants share: reading config.json and naming tensors.
#pragma once
#include <string>

#include "core/model/arch.h"

namespace lathe::model {

// How a family reads what config.json leaves out.
struct FamilyDefaults {
  int64_t kv_heads = 0;                              // 0: as many as heads
  int64_t head_width = 0;                            // 0: hidden / heads
  enum class Window { never, by_layer, always };     // whether queries see only the last keys: Qwen in some layers, Mistral in all
  Window window = Window::never;
  std::vector<std::string> biases = {};              // switches that the family knows: "attention_bias", "mlp_bias"
};
// Sizes, norm, rope, tying; refuses what changes numbers and is not supported, naming it. Throws Error model.bad_config,
// model.unsupported_option.
DecoderConfig read_common_config(const Json& hf, const std::string& file, const FamilyDefaults& defaults);

// "layers.3.q.weight" -> "model.layers.3.self_attn.q_proj.weight"
std::string llama_stored_name(const std::string& slot);
std::string llama_module_of(const LinearSite& site);

ArchSpec llama_spec();
ArchSpec mistral_spec();
ArchSpec qwen2_spec();
ArchSpec qwen3_spec();

}  // namespace lathe::model
