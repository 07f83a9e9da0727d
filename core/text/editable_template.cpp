#include "core/text/editable_template.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/jinja_chat.h"
#include "core/text/template_error.h"
#include "core/text/templates/builtin.h"

namespace lathe::text {
namespace {

constexpr size_t kMaxSource = size_t{1} << 20;

std::string quoted(const std::string& word) {
  std::string out = "'";
  for (const char c : word) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

TemplateWords words_of_file(const std::filesystem::path& model_folder, const Tokenizer* tokenizer) {
  return tokenizer ? words_for_templates(model_folder, *tokenizer) : TemplateWords{};
}

std::string word(const TemplateWords& words, const char* name) {
  const auto found = words.find(name);
  return found == words.end() ? std::string() : found->second.get<std::string>();
}

EditableTemplate built_in(const std::string& id, const std::filesystem::path& model_folder, const Tokenizer* tokenizer) {
  const TemplateSpec& spec = template_by_id(id);
  const TemplateWords told = spec.words(tokenizer), known = words_of_file(model_folder, tokenizer);
  std::string head;
  const auto keep = [&](const char* name, const std::string& otherwise) {
    if (const std::string here = word(told, name); told.contains(name) && here != otherwise)
      head += std::string("{%- set ") + name + " = " + quoted(here) + " %}\n";
  };
  keep("answer_end", spec.own_end.empty() ? word(known, "eos_token") : spec.own_end);
  keep("bos_token", word(known, "bos_token"));
  return {id, head + std::string(builtin_template(id)), TemplateOrigin::built_in, {}};
}

// The folder's own source may be faulty: it is what a person wants to mend, though ChatML is in force meanwhile.
EditableTemplate own_or_chatml(const std::filesystem::path& folder, const Tokenizer* tokenizer) {
  const FolderTemplates own = folder.empty() ? FolderTemplates{} : read_folder_templates(folder);
  if (!own.usual && !own.with_tools) return built_in("chatml", folder, tokenizer);
  const TemplateSource& source = own.usual ? *own.usual : *own.with_tools;
  EditableTemplate out{source.name, source.text, TemplateOrigin::model, {}};
  if (own.usual && own.with_tools)
    out.notice = phrase(LATHE_TR("the model has a second template for conversations with tools; a file takes the place of both"));
  try {
    template_of_file(folder, source, tokenizer);
  } catch (const TemplateError& error) {
    out.notice = phrase(LATHE_TR("the folder's own chat template cannot be read, and ChatML is used in its place: {0}"), error.message);
  }
  return out;
}

}  // namespace

EditableTemplate editable_template(const std::filesystem::path& model_folder, const std::string& wanted, const Tokenizer* tokenizer) {
  if (wanted == "auto") return own_or_chatml(model_folder, tokenizer);
  if (!is_template_file(wanted)) return built_in(wanted, model_folder, tokenizer);
  return {last_name(wanted), read_text_file(wanted, kMaxSource), TemplateOrigin::file, {}};
}

std::unique_ptr<ChatTemplate> template_of_file(const std::filesystem::path& model_folder, TemplateSource source, const Tokenizer* tokenizer,
                                               const jinja::Limits& limits) {
  JinjaChat::Options options{.id = source.name, .words = words_of_file(model_folder, tokenizer), .with_input = true, .limits = limits};
  return std::make_unique<JinjaChat>(FolderTemplates{.usual = std::move(source), .with_tools = {}}, std::move(options));
}

}  // namespace lathe::text
