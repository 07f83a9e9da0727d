// A chat template as text that a person may change: the source of the one in force, and a template made of such a source.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "core/text/chat_template.h"
#include "core/text/folder_template.h"
#include "core/text/jinja/limits.h"

namespace lathe::text {

enum class TemplateOrigin { model, built_in, file };

struct EditableTemplate {
  std::string name;                      // "chatml", "tokenizer_config.json, chat_template", "mine.jinja"
  std::string source;                    // Jinja
  TemplateOrigin origin = TemplateOrigin::built_in;
  Phrase notice;                         // what is to be said about it; empty when nothing is
};

// The source behind `wanted` ("auto", a built-in name or a file, as in choose_template), such that a file with this text
// renders as the template itself does: what a built-in one is told about the tokenizer, and a file is not, stands in its
// first lines. "auto" is the folder's own source also when it cannot be read as Jinja. Without a model (an empty folder,
// no tokenizer) "auto" is ChatML. Throws Error template.unknown, io.*, json.*.
EditableTemplate editable_template(const std::filesystem::path& model_folder, const std::string& wanted, const Tokenizer* tokenizer);

// The template that a file with this source is; the model's folder and tokenizer may be absent. Throws TemplateError.
std::unique_ptr<ChatTemplate> template_of_file(const std::filesystem::path& model_folder, TemplateSource source, const Tokenizer* tokenizer,
                                               const jinja::Limits& limits = {});

}  // namespace lathe::text
