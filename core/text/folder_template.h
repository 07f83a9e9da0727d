// A model folder's own chat templates, as transformers finds them.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace lathe::text {

struct TemplateSource {
  std::string name;                      // opens every message: "chat_template.jinja", "tokenizer_config.json, chat_template"
  std::string text;                      // Jinja
};

struct FolderTemplates {
  std::optional<TemplateSource> usual;
  std::optional<TemplateSource> with_tools;                // where the folder has another one for conversations with tools
};

// chat_template.jinja beats tokenizer_config.json, whose `chat_template` is text or a list of {name, template};
// additional_chat_templates/NAME.jinja adds named ones. chat_template.json is read where there is nothing else.
// Throws Error json.*, io.*, model.outside.
FolderTemplates read_folder_templates(const std::filesystem::path& folder);

}  // namespace lathe::text
