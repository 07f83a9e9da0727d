// Architectures: one file in model/arch and one line in its registry.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/attachments.h"
#include "core/model/decoder_config.h"

namespace lathe::model {

struct ArchSpec {
  std::string id;                                    // "qwen3": config.json's model_type
  std::string title, help;
  std::string hf_class;                              // "Qwen3ForCausalLM"
  std::string hf_class_for_labels;                   // "Qwen3ForSequenceClassification"
  std::string prefix;                                // "model.": older files leave it out
  DecoderConfig (*decoder)(const Json& hf, const std::string& file);       // throws Error model.bad_config
  // Lathe's slot names ("layers.3.q.weight") to stored names ("model.layers.3.self_attn.q_proj.weight").
  std::string (*stored_name)(const std::string& slot);
  std::string (*module_of)(const LinearSite& site);  // "model.layers.3.self_attn.q_proj": for adapters
  bool (*stored_transposed)(const std::string& slot) = nullptr;            // weights that files hold as [in, out]; null: none
  std::vector<std::string> other_modules = {};       // linear modules outside the layers, which a list of targets must not hit
  std::vector<std::string> spare = {};               // tensors of heads that are not used here begin with one of these
};

const std::vector<ArchSpec>& architectures();
const ArchSpec& architecture_of(const Json& hf, const std::string& file);  // throws Error model.unsupported, names the known ones

}  // namespace lathe::model
