// What a tokenizer, a template and generation consist of beside the weights: copied unchanged where a model is saved.
#pragma once
#include <filesystem>
#include <vector>

namespace lathe::model {

// Those of the folder, relative to it. Throws Error model.outside for one that leads out of it.
std::vector<std::filesystem::path> side_files(const std::filesystem::path& folder);

}  // namespace lathe::model
