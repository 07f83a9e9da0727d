// The labels that an adapter was trained to tell apart.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace lathe::engine {

// Of an adapter with a head of its own: the names that lie beside it, else those of `base` (its config.json) where their
// number fits, else LABEL_0 and so on as transformers calls them. Empty: it is none of a classifier. Throws Error json.*,
// safetensors.*.
std::vector<std::string> labels_of_adapter(const std::filesystem::path& folder, const Json& base);
// config.json beside an adapter, where it names labels: then it says of what kind they are. Else null.
Json label_config(const std::filesystem::path& folder);

}  // namespace lathe::engine
