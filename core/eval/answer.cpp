#include "core/eval/answer.h"

#include <algorithm>

#include "core/model/vocabulary.h"

namespace lathe::eval {

std::vector<int32_t> end_ids(const text::Tokenizer& tokenizer, const text::ChatTemplate* chat_template) {
  std::vector<int32_t> out = tokenizer.special().end;
  if (!chat_template || chat_template->end_mark().empty()) return out;
  const auto mark = tokenizer.id_of(chat_template->end_mark());
  if (mark && std::find(out.begin(), out.end(), *mark) == out.end()) out.push_back(*mark);
  return out;
}

Spoken speak(const Speaker& speaker, const std::vector<int32_t>& prompt, const GenerateSettings& settings, const Listener& listener) {
  model::require_rows(speaker.decoder, speaker.tokenizer, prompt);
  Spoken out;
  text::StreamDecoder words(speaker.tokenizer);
  const auto add = [&](const std::string& piece) {
    out.text += piece;
    if (listener.on_piece && !piece.empty()) listener.on_piece(piece);
  };
  const auto is_end = [&](int32_t id) { return std::find(settings.end_ids.begin(), settings.end_ids.end(), id) != settings.end_ids.end(); };
  const auto on_token = [&](int32_t id) {
    if (!is_end(id)) add(words.push(id));
  };
  const Generated made = generate({speaker.decoder, speaker.attachments}, prompt, settings, {listener.stop, on_token});
  add(words.finish());
  out.ids = made.ids;
  out.mean_log_prob = made.mean_log_prob;
  out.reached_end = made.reached_end;
  return out;
}

}  // namespace lathe::eval
