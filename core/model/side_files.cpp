#include "core/model/side_files.h"

#include <array>

#include "core/io/model_folder.h"

namespace lathe::model {
namespace {

namespace fs = std::filesystem;

constexpr std::array kNames = {"generation_config.json", "tokenizer.json",   "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json",
                               "added_tokens.json",      "vocab.json",       "merges.txt",      "vocab.txt",             "chat_template.jinja",
                               "chat_template.json"};

}  // namespace

std::vector<fs::path> side_files(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code ignored;
  const auto add = [&](const fs::path& name) {
    if (io::has_file(folder, name.string()) && fs::is_regular_file(folder / name, ignored)) out.push_back(name);
  };
  for (const char* name : kNames) add(name);
  const fs::path templates = "additional_chat_templates";
  for (const auto& entry : fs::directory_iterator(folder / templates, ignored))
    if (entry.path().extension() == ".jinja") add(templates / entry.path().filename());
  return out;
}

}  // namespace lathe::model
