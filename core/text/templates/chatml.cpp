#include "core/text/templates/chatml.h"

#include "core/base/phrase.h"
#include "core/text/special_ids.h"

namespace lathe::text {

const std::string_view kChatMlSource =
    "{%- for message in messages %}\n"
    "{{- '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}\n"
    "{%- endfor %}\n"
    "{%- if add_generation_prompt %}\n"
    "{{- '<|im_start|>assistant\\n' }}\n"
    "{%- endif %}\n";

namespace {

class ChatMl final : public ChatTemplate {
 public:
  // Where the vocabulary has no <|im_end|>, answers end with the tokenizer's end token: generation stops at ids, not
  // at text. Other turns spell the mark.
  explicit ChatMl(const Tokenizer* tokenizer) : end_mark_(kChatEnd) {
    if (tokenizer && !tokenizer->id_of(kChatEnd) && !tokenizer->special().end.empty()) end_mark_ = tokenizer->piece(tokenizer->special().end.front());
  }
  std::string id() const override { return "chatml"; }
  std::string end_mark() const override { return end_mark_; }
  Rendered render(const Conversation& conversation, const RenderOptions& options) const override {
    Rendered out;
    for (const Message& message : conversation.messages) {
      out.text += "<|im_start|>" + message.role + "\n";
      const auto begin = static_cast<int64_t>(out.text.size());
      out.text += message.content;
      auto end = static_cast<int64_t>(out.text.size());
      out.text += message.role == "assistant" ? end_mark_ : std::string(kChatEnd);
      if (options.learn_end_mark) end = static_cast<int64_t>(out.text.size());
      if (message.learned && end > begin) out.learned.push_back({begin, end});
      out.text += "\n";
    }
    if (options.add_generation_prompt) out.text += "<|im_start|>assistant\n";
    return out;
  }

 private:
  std::string end_mark_;
};

}  // namespace

TemplateSpec chatml_spec() {
  return {.id = "chatml", .title = LATHE_TR("ChatML"),
          .help = LATHE_TR("Each turn stands between <|im_start|> and <|im_end|>, as in Qwen and many other chat models."),
          .make = [](const Tokenizer* tokenizer) -> std::unique_ptr<ChatTemplate> { return std::make_unique<ChatMl>(tokenizer); }};
}

}  // namespace lathe::text
