// Rotary settings out of config.json, which knows two spellings for them (formats.md 1.1).
#pragma once
#include <string>

#include "core/base/json.h"
#include "core/model/decoder_config.h"

namespace lathe::model {

// transformers 5's order; refuses spellings that disagree, and scaling. Throws Error model.bad_config,
// model.unsupported_option.
RopeConfig read_rope(const Json& hf, const std::string& file);
// Both spellings with equal values.
void write_rope(const RopeConfig& rope, Json& hf);

}  // namespace lathe::model
