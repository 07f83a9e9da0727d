#include "core/model/arch/common.h"

namespace lathe::model {

ArchSpec qwen2_spec() {
  return {.id = "qwen2",
          .title = "Qwen2",
          .help = LATHE_TR("Qwen1.5, Qwen2 and Qwen2.5: as Llama, with a bias on queries, keys and values."),
          .hf_class = "Qwen2ForCausalLM",
          .hf_class_for_labels = "Qwen2ForSequenceClassification",
          .prefix = "model.",
          .decoder =
              [](const Json& hf, const std::string& file) {
                DecoderConfig config = read_common_config(hf, file, {.kv_heads = 32, .window = FamilyDefaults::Window::by_layer});
                config.qkv_bias = true;
                return config;
              },
          .stored_name = llama_stored_name,
          .module_of = llama_module_of};
}

}  // namespace lathe::model
