#include "core/eval/answer.h"

#include <algorithm>
#include <deque>

#include "core/eval/beam_search.h"
#include "core/eval/stop_text.h"
#include "core/model/vocabulary.h"

namespace lathe::eval {
namespace {

// One answer's way from ids to text.
class Words {
 public:
  Words(const text::Tokenizer& tokenizer, const GenerateSettings& settings) : settings_(settings), decoder_(tokenizer), stop_(settings.stop_strings) {}
  // What may be shown.
  std::string push(int32_t id) {
    const bool end = std::find(settings_.end_ids.begin(), settings_.end_ids.end(), id) != settings_.end_ids.end();
    return end ? std::string() : keep(stop_.push(decoder_.push(id)));
  }
  std::string finish() {
    const std::string last = keep(stop_.push(decoder_.finish()));
    return last + keep(stop_.finish());
  }
  bool stopped() const { return stop_.stopped(); }
  Spoken with(const Generated& made) const {
    Spoken out;
    out.text = text_;
    out.ids = made.ids;
    out.mean_log_prob = made.mean_log_prob;
    out.reached_end = made.reached_end || stopped();
    out.stop_string = stop_.found();
    return out;
  }

 private:
  std::string keep(std::string piece) {
    text_ += piece;
    return piece;
  }
  const GenerateSettings& settings_;
  text::StreamDecoder decoder_;
  StopText stop_;
  std::string text_;
};

Spoken in_words(const text::Tokenizer& tokenizer, const GenerateSettings& settings, const BeamAnswer& made) {
  Words words(tokenizer, settings);
  for (const int32_t id : made.ids) words.push(id);
  words.finish();
  Spoken out = words.with(made);
  out.score = made.score;
  return out;
}

void speak_by_beams(const Speaker& speaker, std::span<const std::vector<int32_t>> prompts, const GenerateSettings& settings, const BatchListener& listener) {
  for (size_t i = 0; i < prompts.size(); ++i) {
    const std::vector<BeamAnswer> found = beam_search({speaker.decoder, speaker.attachments}, prompts[i], settings, listener.stop);
    Spoken best = in_words(speaker.tokenizer, settings, found.front());
    for (size_t other = 1; other < found.size(); ++other) best.others.push_back(in_words(speaker.tokenizer, settings, found[other]));
    if (listener.on_piece && !best.text.empty()) listener.on_piece(i, best.text);
    if (listener.on_end) listener.on_end(i, best);
  }
}

}  // namespace

std::vector<int32_t> end_ids(const text::Tokenizer& tokenizer, const text::ChatTemplate* chat_template) {
  std::vector<int32_t> out = tokenizer.special().end;
  if (!chat_template || chat_template->end_mark().empty()) return out;
  const auto mark = tokenizer.id_of(chat_template->end_mark());
  if (mark && std::find(out.begin(), out.end(), *mark) == out.end()) out.push_back(*mark);
  return out;
}

void speak_all(const Speaker& speaker, std::span<const std::vector<int32_t>> prompts, const GenerateSettings& settings, const BatchListener& listener) {
  for (const std::vector<int32_t>& prompt : prompts) model::require_rows(speaker.decoder, speaker.tokenizer, prompt);
  require_enough_beams(settings);
  if (settings.num_beams > 1) return speak_by_beams(speaker, prompts, settings, listener);
  std::deque<Words> words;
  for (size_t i = 0; i < prompts.size(); ++i) words.emplace_back(speaker.tokenizer, settings);
  const auto show = [&listener](size_t prompt, const std::string& piece) {
    if (listener.on_piece && !piece.empty()) listener.on_piece(prompt, piece);
  };
  const auto on_token = [&](size_t prompt, int32_t id) {
    show(prompt, words[prompt].push(id));
    return !words[prompt].stopped();
  };
  const auto on_end = [&](size_t prompt, const Generated& made) {
    show(prompt, words[prompt].finish());
    if (listener.on_end) listener.on_end(prompt, words[prompt].with(made));
  };
  generate_all({speaker.decoder, speaker.attachments}, prompts, settings, {listener.stop, on_token, on_end});
}

Spoken speak(const Speaker& speaker, const std::vector<int32_t>& prompt, const GenerateSettings& settings, const Listener& listener) {
  Spoken out;
  const auto on_piece = [&listener](size_t, const std::string& piece) {
    if (listener.on_piece) listener.on_piece(piece);
  };
  speak_all(speaker, {&prompt, 1}, settings, {listener.stop, on_piece, [&out](size_t, const Spoken& answer) { out = answer; }});
  return out;
}

}  // namespace lathe::eval
