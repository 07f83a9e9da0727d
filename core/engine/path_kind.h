// What a path is to Lathe: decided here and nowhere else.
#pragma once
#include <filesystem>

namespace lathe::engine {

enum class PathKind { model, adapter, run, data };

struct PathFound {
  PathKind kind = PathKind::data;
  std::filesystem::path path;            // of run.json, config.json and adapter_config.json their folder
};

// By what lies there, not by its name alone. Throws Error info.* with a sentence that says what it is instead, io.not_found.
PathFound what_is(const std::filesystem::path& path);

}  // namespace lathe::engine
