// An answer as text: the generator's ids put into words while they come.
#pragma once
#include <functional>
#include <string>

#include "core/eval/generator.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

namespace lathe::eval {

struct Speaker {
  const model::Decoder& decoder;
  const model::Attachments* attachments = nullptr;   // null: the base alone
  const text::Tokenizer& tokenizer;
};

struct Spoken {
  std::string text;
  std::vector<int32_t> ids;              // with the end token when it was reached
  double mean_log_prob = 0;
  bool reached_end = false;
};

// The tokenizer's end tokens and the template's end mark; no template when the prompt is plain text.
std::vector<int32_t> end_ids(const text::Tokenizer& tokenizer, const text::ChatTemplate* chat_template);
struct Listener {
  std::stop_token stop;
  std::function<void(const std::string&)> on_piece;  // sees whole characters as soon as they are complete
};
Spoken speak(const Speaker& speaker, const std::vector<int32_t>& prompt, const GenerateSettings& settings, const Listener& listener);

}  // namespace lathe::eval
