#include "core/text/folder_template.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/io/model_folder.h"

namespace lathe::text {
namespace {

constexpr size_t kMaxSource = size_t{1} << 20;
constexpr const char* kSidecar = "chat_template.jinja";

std::optional<TemplateSource> from_file(const std::filesystem::path& folder, const std::filesystem::path& name) {
  std::error_code ignored;
  if (!io::has_file(folder, name.string()) || !std::filesystem::is_regular_file(folder / name, ignored)) return std::nullopt;
  return TemplateSource{name.string(), read_text_file(folder / name, kMaxSource)};
}

void put(FolderTemplates& out, const std::string& name, TemplateSource source) {
  if (name == "default") out.usual = std::move(source);
  else if (name == "tool_use") out.with_tools = std::move(source);
}

// Text, or a list of {"name": ..., "template": ...}.
FolderTemplates from_json(const std::filesystem::path& folder, const std::string& file) {
  FolderTemplates out;
  if (!io::has_file(folder, file)) return out;
  const Json config = read_json_file(folder / file);
  const Json& found = member(config, "chat_template");
  const std::string name = file + ", chat_template";
  if (found.is_string()) out.usual = TemplateSource{name, found.get<std::string>()};
  if (!found.is_array()) return out;
  for (const Json& entry : found)
    if (member(entry, "name").is_string() && member(entry, "template").is_string())
      put(out, entry["name"].get<std::string>(), {name + " \"" + entry["name"].get<std::string>() + "\"", entry["template"].get<std::string>()});
  return out;
}

}  // namespace

FolderTemplates read_folder_templates(const std::filesystem::path& folder) {
  const std::filesystem::path more = "additional_chat_templates";
  FolderTemplates out;
  out.usual = from_file(folder, kSidecar);
  for (const char* name : {"default", "tool_use"})
    if (auto found = from_file(folder, more / (std::string(name) + ".jinja")); found && !(name == std::string("default") && out.usual)) put(out, name, std::move(*found));
  if (out.usual || out.with_tools) return out;             // files hide what stands in the configuration
  out = from_json(folder, "tokenizer_config.json");
  return out.usual || out.with_tools ? out : from_json(folder, "chat_template.json");
}

}  // namespace lathe::text
