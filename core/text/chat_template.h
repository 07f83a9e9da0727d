// The one way from a conversation to text. Everything that shows, counts or trains text goes through render().
#pragma once
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/phrase.h"
#include "core/text/conversation.h"
#include "core/text/tokenizer.h"

namespace lathe::text {

// What templates know by name: "bos_token" and its kin, and lists of such tokens.
using TemplateWords = std::map<std::string, Json>;

struct RenderOptions {
  bool add_generation_prompt = false;    // end with the frame in which the model's answer begins
  bool learn_end_mark = true;
};

struct Rendered {
  std::string text;
  std::vector<ByteRange> learned;        // ascending, disjoint: what the model says of each learned message, from where its
                                         // turn is opened to its end mark (or to the content's end, when that is not learned)
};

class ChatTemplate {
 public:
  virtual ~ChatTemplate() = default;
  virtual std::string id() const = 0;                              // "chatml", "plain", or the file it was read from
  virtual Rendered render(const Conversation& conversation, const RenderOptions& options = {}) const = 0;
  // The text that ends each answer; empty where only the tokenizer's end token does.
  virtual std::string end_mark() const = 0;
  // What opens an answer where the template writes it only with one, whatever add_generation_prompt says: prompts of the
  // conversation end with it all the same. Empty for the others. Blanks at its end belong to the answer, whose first token
  // holds them.
  virtual std::string missing_opening(const Conversation&) const { return {}; }
  // What the template's strftime_now says from here on; before, it is the time of each rendering.
  virtual void set_time(const std::tm&) {}
};

// The templates that come with Lathe: a file in resources/templates and a line in the registry each.
struct TemplateSpec {
  std::string id, title, help;
  std::string own_end;                   // the mark that ends answers; where it is empty or no token, the tokenizer's end token does
  // What the template is told about the tokenizer: "answer_end", and "bos_token" where there is one.
  TemplateWords words(const Tokenizer* tokenizer) const;
  // Without a tokenizer answers end with `own_end`.
  std::unique_ptr<ChatTemplate> make(const Tokenizer* tokenizer) const;
};
const std::vector<TemplateSpec>& chat_templates();
const TemplateSpec& template_by_id(const std::string& id);         // throws Error template.unknown
bool is_template_file(const std::string& wanted);                  // a file of one's own: it ends in .jinja

struct TemplateChoice {
  std::unique_ptr<ChatTemplate> chat_template;
  Phrase notice;                         // what is to be said about the choice; empty when nothing is
};

// `wanted` is "auto", an id or a file NAME.jinja. auto: the folder's own template, ChatML where there is none or
// where it cannot be read, which `notice` says. Throws Error template.unknown, template.syntax, io.*.
TemplateChoice choose_template(const std::filesystem::path& model_folder, const std::string& wanted, const Tokenizer& tokenizer);

}  // namespace lathe::text
