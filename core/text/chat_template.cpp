#include "core/text/chat_template.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/text/special_ids.h"
#include "core/text/templates/chatml.h"
#include "core/text/templates/plain.h"

namespace lathe::text {
namespace {

// chat_template.jinja beats the member of tokenizer_config.json; a list there is searched for "default".
std::string own_template(const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / "chat_template.jinja")) return read_text_file(folder / "chat_template.jinja", size_t{1} << 20);
  if (!std::filesystem::exists(folder / "tokenizer_config.json")) return {};
  const Json config = read_json_file(folder / "tokenizer_config.json");
  const Json& found = member(config, "chat_template");
  if (found.is_string()) return found.get<std::string>();
  if (!found.is_array()) return {};
  for (const Json& entry : found)
    if (member(entry, "name") == "default" && member(entry, "template").is_string()) return entry["template"].get<std::string>();
  return {};
}

Phrase notice_for(const std::string& own, const Tokenizer& tokenizer) {
  if (!own.empty() && !is_plain_chatml(own))
    return own.find("<|im_start|>") != std::string::npos
               ? phrase(LATHE_TR("the folder's own chat template is not plain ChatML; ChatML without its additions is used"))
               : phrase(LATHE_TR("the folder's own chat template is not ChatML and cannot be used yet; ChatML is used in its place"));
  if (tokenizer.id_of(kChatEnd)) return {};
  if (tokenizer.special().end.empty()) return phrase(LATHE_TR("this tokenizer has neither a token <|im_end|> nor an end token: answers will not stop by themselves"));
  return phrase(LATHE_TR("this tokenizer has no token <|im_end|>: the mark is spelled in several tokens, and answers end with {0} in its place"),
                tokenizer.piece(tokenizer.special().end.front()));
}

}  // namespace

const std::vector<TemplateSpec>& chat_templates() {
  static const std::vector<TemplateSpec> all{chatml_spec(), plain_spec()};
  return all;
}

const TemplateSpec& template_by_id(const std::string& id) {
  const auto& all = chat_templates();
  const auto found = std::find_if(all.begin(), all.end(), [&](const TemplateSpec& spec) { return spec.id == id; });
  if (found != all.end()) return *found;
  std::string known;
  for (const TemplateSpec& spec : all) known += (known.empty() ? "" : ", ") + spec.id;
  throw Error("template.unknown", phrase(LATHE_TR("[choose_template] there is no chat template \"{0}\""), id),
              phrase(LATHE_TR("Choose auto or one of: {0}."), known));
}

TemplateChoice choose_template(const std::filesystem::path& model_folder, const std::string& wanted, const Tokenizer& tokenizer) {
  const bool automatic = wanted == "auto";
  const TemplateSpec& spec = template_by_id(automatic ? "chatml" : wanted);
  Phrase notice;
  if (spec.id == "chatml") notice = notice_for(automatic ? own_template(model_folder) : std::string(), tokenizer);
  return {spec.make(&tokenizer), std::move(notice)};
}

}  // namespace lathe::text
