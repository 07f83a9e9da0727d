#include "core/text/chat_template.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/text/editable_template.h"
#include "core/text/jinja_chat.h"
#include "core/text/special_ids.h"
#include "core/text/templates/builtin.h"

namespace lathe::text {
namespace {

// Where the vocabulary does not have the template's end mark, answers end with the tokenizer's end token: generation
// stops at ids, not at text.
std::string answer_end(const TemplateSpec& spec, const Tokenizer* tokenizer) {
  if (!tokenizer || (!spec.own_end.empty() && tokenizer->id_of(spec.own_end)) || tokenizer->special().end.empty()) return spec.own_end;
  return tokenizer->piece(tokenizer->special().end.front());
}

Phrase end_mark_notice(const TemplateSpec& spec, const Tokenizer& tokenizer) {
  if (spec.own_end.empty() || tokenizer.id_of(spec.own_end)) return {};
  if (tokenizer.special().end.empty())
    return phrase(LATHE_TR("this tokenizer has neither a token {0} nor an end token: answers will not stop by themselves"), spec.own_end);
  return phrase(LATHE_TR("this tokenizer has no token {0}: the mark is spelled in several tokens, and answers end with {1} in its place"), spec.own_end,
                tokenizer.piece(tokenizer.special().end.front()));
}

TemplateChoice built_in(const std::string& id, const Tokenizer& tokenizer) {
  const TemplateSpec& spec = template_by_id(id);
  return {spec.make(&tokenizer), end_mark_notice(spec, tokenizer)};
}

TemplateChoice own_or_chatml(const std::filesystem::path& folder, const Tokenizer& tokenizer) {
  const FolderTemplates own = read_folder_templates(folder);
  if (!own.usual && !own.with_tools) return built_in("chatml", tokenizer);
  try {
    const std::string name = (own.usual ? own.usual : own.with_tools)->name;
    return {std::make_unique<JinjaChat>(own, JinjaChat::Options{.id = name, .words = words_for_templates(folder, tokenizer)}), {}};
  } catch (const Error& error) {
    if (error.code != "template.syntax" && error.code != "template.limit") throw;
    TemplateChoice out = built_in("chatml", tokenizer);
    out.notice = phrase(LATHE_TR("the folder's own chat template cannot be read, and ChatML is used in its place: {0}"), error.message);
    return out;
  }
}

}  // namespace

const std::vector<TemplateSpec>& chat_templates() {
  static const std::vector<TemplateSpec> all{
      {"chatml", LATHE_TR("ChatML"), LATHE_TR("Each turn stands between <|im_start|> and <|im_end|>, as in Qwen and many other chat models."), "<|im_end|>"},
      {"llama2", LATHE_TR("Llama 2"), LATHE_TR("Questions stand between [INST] and [/INST], the system text inside the first one."), ""},
      {"llama3", LATHE_TR("Llama 3"), LATHE_TR("Each turn begins with a header that names the role and ends with <|eot_id|>."), "<|eot_id|>"},
      {"alpaca", LATHE_TR("Alpaca"), LATHE_TR("A sentence about the task, then headings: Instruction, Input, Response."), ""},
      {"plain", LATHE_TR("Plain (Instruction, Input, Answer)"), LATHE_TR("Labels in plain words, for base models that know no chat marks."), ""},
      {"vicuna", LATHE_TR("Vicuna"), LATHE_TR("USER and ASSISTANT in one line, after a sentence about the conversation."), ""},
      {"none", LATHE_TR("None"), LATHE_TR("The texts as they are, a line break between them; only the end token is added."), ""}};
  return all;
}

TemplateWords TemplateSpec::words(const Tokenizer* tokenizer) const {
  TemplateWords out;
  out["answer_end"] = answer_end(*this, tokenizer);
  if (tokenizer && tokenizer->special().begin) out["bos_token"] = tokenizer->piece(*tokenizer->special().begin);
  return out;
}

std::unique_ptr<ChatTemplate> TemplateSpec::make(const Tokenizer* tokenizer) const {
  JinjaChat::Options options{.id = id, .words = words(tokenizer), .with_input = true};
  return std::make_unique<JinjaChat>(FolderTemplates{.usual = TemplateSource{id, std::string(builtin_template(id))}, .with_tools = {}}, std::move(options));
}

const TemplateSpec& template_by_id(const std::string& id) {
  const auto& all = chat_templates();
  const auto found = std::find_if(all.begin(), all.end(), [&](const TemplateSpec& spec) { return spec.id == id; });
  if (found != all.end()) return *found;
  std::string known;
  for (const TemplateSpec& spec : all) known += (known.empty() ? "" : ", ") + spec.id;
  throw Error("template.unknown", phrase(LATHE_TR("[choose_template] there is no chat template \"{0}\""), id),
              phrase(LATHE_TR("Choose auto, one of {0}, or a file that ends in .jinja."), known));
}

bool is_template_file(const std::string& wanted) { return wanted.ends_with(".jinja"); }

TemplateChoice choose_template(const std::filesystem::path& model_folder, const std::string& wanted, const Tokenizer& tokenizer) {
  if (wanted == "auto") return own_or_chatml(model_folder, tokenizer);
  if (!is_template_file(wanted)) return built_in(wanted, tokenizer);
  EditableTemplate file = editable_template(model_folder, wanted, &tokenizer);
  return {template_of_file(model_folder, {std::move(file.name), std::move(file.source)}, &tokenizer), {}};
}

}  // namespace lathe::text
