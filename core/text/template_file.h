// Where a chat template may be written: a file of its own, never a model's and never one that comes with Lathe.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/file_system.h"

namespace lathe::text {

struct TemplateTarget {
  std::filesystem::path file;            // ends in .jinja
  std::filesystem::path model_folder;    // the chosen model's; empty: none
  std::optional<std::string> known;      // what the file held when it was last seen; absent: a person has agreed to write over it
};

// Atomic. Throws Error template.not_jinja; template.guarded inside a model's folder or the folder of the built-in ones;
// template.changed when the file holds something else than `known`, and writes nothing then; disk.*.
void save_template(FileSystem& disk, const TemplateTarget& target, std::string_view source);

}  // namespace lathe::text
