// Answers as text: the generator's ids put into words while they come.
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

// Of a stop string that came, `ids` has the tokens, and it counts as an end.
struct Spoken : Generated {
  std::string text;                      // up to the stop string, where one came
  std::string stop_string;               // the one that came
  std::vector<Spoken> others;            // of a beam search the further answers, the best one first
  double score = 0;                      // of a beam search
};

// The tokenizer's end tokens and the template's end mark; no template when the prompt is plain text.
std::vector<int32_t> end_ids(const text::Tokenizer& tokenizer, const text::ChatTemplate* chat_template);

struct Listener {
  std::stop_token stop;
  std::function<void(const std::string&)> on_piece;  // sees whole characters as soon as they are complete
};
Spoken speak(const Speaker& speaker, const Request& request, const Listener& listener);

struct BatchListener {
  std::stop_token stop;
  std::function<void(size_t request, const std::string& piece)> on_piece;
  std::function<void(size_t request, const Spoken& answer)> on_end;      // in the order in which they end
};
// Several requests at once, each answered as if it were asked alone; then the beam searches, one after the other.
void speak_all(const Speaker& speaker, std::span<const Request> requests, const BatchListener& listener);

}  // namespace lathe::eval
