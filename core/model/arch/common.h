// What specs share: reading config.json and naming tensors; and what Llama and its descendants have in common.
#pragma once
#include <string>

#include "core/model/arch.h"

namespace lathe::model {

inline constexpr int64_t kMostSize = int64_t{1} << 31;

[[noreturn]] void refuse_option(const std::string& file, const char* key, const Json& value);    // model.unsupported_option
[[noreturn]] void refuse_config(const std::string& file, Phrase reason);                         // model.bad_config
std::string read_stored_dtype(const Json& hf, const std::string& file);
void refuse_quantized(const Json& hf, const std::string& file);
// Sizes that do not fit each other. Throws Error model.bad_config.
void check_sizes(const DecoderConfig& config, const std::string& file);

// "layers.3.q.weight" in its parts; layer -1 for a slot outside the layers: {"embed", ".weight"}.
struct SlotName {
  int64_t layer = -1;
  std::string map, kind;
};
SlotName parse_slot(const std::string& slot);

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

ArchSpec bert_spec();
ArchSpec gpt2_spec();
ArchSpec llama_spec();
ArchSpec mistral_spec();
ArchSpec qwen2_spec();
ArchSpec qwen3_spec();

}  // namespace lathe::model
