#include "core/model/arch/common.h"

namespace lathe::model {

ArchSpec mistral_spec() {
  return {.id = "mistral",
          .title = "Mistral",
          .help = LATHE_TR("Mistral: as Llama; each token sees only the last tokens of a window, where config.json sets one."),
          .hf_class = "MistralForCausalLM",
          .hf_class_for_labels = "MistralForSequenceClassification",
          .prefix = "model.",
          .decoder = [](const Json& hf, const std::string& file) { return read_common_config(hf, file, {.kv_heads = 8, .window = FamilyDefaults::Window::always}); },
          .stored_name = llama_stored_name,
          .module_of = llama_module_of};
}

}  // namespace lathe::model
