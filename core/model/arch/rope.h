// Rotary settings out of config.json, which knows two spellings for them (formats.md 1.1).
#pragma once
#include <string>

#include "core/base/json.h"
#include "core/model/decoder_config.h"

namespace lathe::model {

// transformers 5's order; refuses spellings that disagree. `context`: max_position_embeddings. Throws Error
// model.bad_config, model.unsupported_option.
RopeConfig read_rope(const Json& hf, const std::string& file, int64_t context);
// Both spellings with equal values; further keys of the settings stay.
void write_rope(const RopeConfig& rope, Json& hf);

}  // namespace lathe::model
