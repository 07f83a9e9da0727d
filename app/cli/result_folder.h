// What stands behind --adapter.
#pragma once
#include <filesystem>
#include <string>

namespace lathe::cli {

// The folder itself; a run folder stands for the best of its results. Throws Error generate.no_result.
std::filesystem::path result_folder(const std::string& given);

}  // namespace lathe::cli
