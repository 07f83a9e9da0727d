#include "core/model/arch/common.h"

namespace lathe::model {

const std::vector<ArchSpec>& architectures() {
  static const std::vector<ArchSpec> all = {bert_spec(), gpt2_spec(), llama_spec(), mistral_spec(), qwen2_spec(), qwen3_spec()};
  return all;
}

const ArchSpec& architecture_of(const Json& hf, const std::string& file) {
  const Json& type = member(hf, "model_type");
  std::string known;
  for (const ArchSpec& arch : architectures()) {
    if (type.is_string() && type.get<std::string>() == arch.id) return arch;
    known += (known.empty() ? "" : ", ") + arch.id;
  }
  const Phrase hint = member(hf, "auto_map").is_null() ? phrase(LATHE_TR("Choose a model of one of these: {0}."), known)
                                                       : phrase(LATHE_TR("It brings code of its own, which is never run. Choose a model of one of these: {0}."), known);
  throw Error("model.unsupported",
              type.is_string() ? phrase(LATHE_TR("[load_model] {0}: the architecture \"{1}\" is not supported"), file, type.get<std::string>())
                               : phrase(LATHE_TR("[load_model] {0}: \"model_type\" is missing"), file),
              hint);
}

}  // namespace lathe::model
