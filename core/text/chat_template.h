// The one way from a conversation to text. Everything that shows, counts or trains text goes through render().
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/phrase.h"
#include "core/text/conversation.h"
#include "core/text/tokenizer.h"

namespace lathe::text {

struct RenderOptions {
  bool add_generation_prompt = false;    // end with the frame in which the model's answer begins
  bool learn_end_mark = true;
};

struct Rendered {
  std::string text;
  std::vector<ByteRange> learned;        // ascending, disjoint: answers, and their end marks when those are learned
};

class ChatTemplate {
 public:
  virtual ~ChatTemplate() = default;
  virtual std::string id() const = 0;                              // "chatml", "plain"
  virtual Rendered render(const Conversation& conversation, const RenderOptions& options = {}) const = 0;
  // The text that ends each answer; empty where only the tokenizer's end token does.
  virtual std::string end_mark() const = 0;
};

// The registry: one file and one line each.
struct TemplateSpec {
  std::string id, title, help;
  // `tokenizer` supplies the end token; without one, answers end with the template's own mark or with nothing.
  std::unique_ptr<ChatTemplate> (*make)(const Tokenizer* tokenizer);
};
const std::vector<TemplateSpec>& chat_templates();
const TemplateSpec& template_by_id(const std::string& id);         // throws Error template.unknown

struct TemplateChoice {
  std::unique_ptr<ChatTemplate> chat_template;
  Phrase notice;                         // why the folder's own template is not used; empty when nothing is to be said
};

// `wanted` is "auto" or an id. auto: ChatML when the folder's own template is ChatML or there is none; a folder's
// other template is named in `notice` and ChatML is used. `tokenizer` supplies the end token for templates without an
// end mark. Throws Error template.unknown.
TemplateChoice choose_template(const std::filesystem::path& model_folder, const std::string& wanted, const Tokenizer& tokenizer);

}  // namespace lathe::text
