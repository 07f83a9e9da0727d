#include "core/model/arch/common.h"

namespace lathe::model {

ArchSpec qwen3_spec() {
  return {.id = "qwen3",
          .title = "Qwen3",
          .help = LATHE_TR("Qwen3: as Llama, with a norm on queries and keys and a head width of its own."),
          .hf_class = "Qwen3ForCausalLM",
          .hf_class_for_labels = "Qwen3ForSequenceClassification",
          .prefix = "model.",
          .decoder =
              [](const Json& hf, const std::string& file) {
                DecoderConfig config = read_common_config(hf, file, {.kv_heads = 32, .head_width = 128, .window = FamilyDefaults::Window::by_layer, .biases = {"attention_bias"}});
                config.qk_norm = true;
                return config;
              },
          .stored_name = llama_stored_name,
          .module_of = llama_module_of};
}

}  // namespace lathe::model
