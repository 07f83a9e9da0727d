#include "core/model/arch/common.h"

namespace lathe::model {

ArchSpec llama_spec() {
  return {.id = "llama",
          .title = "Llama",
          .help = LATHE_TR("Llama and models built like it: grouped-query attention, rotary positions, SwiGLU."),
          .hf_class = "LlamaForCausalLM",
          .hf_class_for_labels = "LlamaForSequenceClassification",
          .prefix = "model.",
          .decoder = [](const Json& hf, const std::string& file) { return read_common_config(hf, file, {.biases = {"attention_bias", "mlp_bias"}}); },
          .stored_name = llama_stored_name,
          .module_of = llama_module_of};
}

}  // namespace lathe::model
