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
  DecoderConfig (*decoder)(const Json& hf, const std::string& file);       // throws Error model.bad_config
  // Lathe's slot names ("layers.3.q.weight") to stored names ("model.layers.3.self_attn.q_proj.weight").
  std::string (*stored_name)(const std::string& slot);
  std::string (*module_of)(const LinearSite& site);  // "model.layers.3.self_attn.q_proj": for adapters
};

const std::vector<ArchSpec>& architectures();
const ArchSpec& architecture_of(const Json& hf, const std::string& file);  // throws Error model.unsupported, names the known ones

}  // namespace lathe::model
