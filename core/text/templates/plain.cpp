#include "core/text/templates/plain.h"

#include "core/base/phrase.h"

namespace lathe::text {
namespace {

class Plain final : public ChatTemplate {
 public:
  explicit Plain(const Tokenizer* tokenizer) {
    if (tokenizer && !tokenizer->special().end.empty()) end_mark_ = tokenizer->piece(tokenizer->special().end.front());
  }
  std::string id() const override { return "plain"; }
  std::string end_mark() const override { return end_mark_; }

  Rendered render(const Conversation& conversation, const RenderOptions& options) const override {
    Rendered out;
    for (const Message& message : conversation.messages) {
      if (!out.text.empty()) out.text += "\n";
      if (message.role == "assistant") put_answer(message, options, out);
      else out.text += label(message);
    }
    if (!options.add_generation_prompt) return out;
    out.text += out.text.empty() ? "Answer:" : "\nAnswer:";
    return out;
  }

 private:
  static std::string label(const Message& message) {
    if (message.role == "system") return "System: " + message.content;
    if (message.role == "tool") return "Tool: " + message.content;
    if (message.input.empty() || !message.content.ends_with("\n" + message.input)) return "Instruction: " + message.content;
    return "Instruction: " + message.content.substr(0, message.content.size() - message.input.size()) + "Input: " + message.input;
  }
  // The blank before an answer belongs to it: tokens join a blank with the word that follows, and a prompt ends
  // where no token is cut.
  void put_answer(const Message& message, const RenderOptions& options, Rendered& out) const {
    out.text += "Answer:";
    const auto begin = static_cast<int64_t>(out.text.size());
    out.text += " " + message.content;
    auto end = static_cast<int64_t>(out.text.size());
    out.text += end_mark_;
    if (options.learn_end_mark) end = static_cast<int64_t>(out.text.size());
    if (message.learned) out.learned.push_back({begin, end});
  }
  std::string end_mark_;
};

}  // namespace

TemplateSpec plain_spec() {
  return {.id = "plain", .title = LATHE_TR("Plain (Instruction, Input, Answer)"),
          .help = LATHE_TR("Labels in plain words, for base models that know no chat marks."),
          .make = [](const Tokenizer* tokenizer) -> std::unique_ptr<ChatTemplate> { return std::make_unique<Plain>(tokenizer); }};
}

}  // namespace lathe::text
