// The project's own sources, read once for the rules below.
#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/paths.h"

namespace lathe::tests {

struct SourceFile {
  std::string path;                     // from the root: "core/base/json.h"
  std::vector<std::string> lines;
};

inline std::vector<SourceFile> source_files(const std::vector<std::string>& folders, const std::vector<std::string>& suffixes) {
  std::vector<SourceFile> out;
  const std::filesystem::path root = source_folder();
  for (const std::string& folder : folders) {
    if (!std::filesystem::exists(root / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::string suffix = entry.path().extension().string();
      if (!entry.is_regular_file() || std::find(suffixes.begin(), suffixes.end(), suffix) == suffixes.end()) continue;
      SourceFile file{std::filesystem::relative(entry.path(), root).generic_string(), {}};
      std::ifstream stream(entry.path());
      for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
      out.push_back(std::move(file));
    }
  }
  return out;
}

}  // namespace lathe::tests
