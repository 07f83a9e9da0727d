#include "core/eval/answer.h"

#include <algorithm>
#include <deque>

#include "core/eval/beam_search.h"
#include "core/eval/stop_tail.h"
#include "core/eval/stop_text.h"
#include "core/model/vocabulary.h"

namespace lathe::eval {
namespace {

// One answer's way from ids to text.
class Words {
 public:
  // A text that goes on is decoded behind its prompt's, so that nothing is taken for a beginning.
  Words(const text::Tokenizer& tokenizer, const Request& request) : request_(request), decoder_(tokenizer), stop_(request.options.stop_strings) {
    if (request.goes_on)
      for (const int32_t id : request.prompt) decoder_.push(id);
  }
  // What may be shown.
  std::string push(int32_t id) { return request_.ends_with(id) ? std::string() : keep(stop_.push(decoder_.push(id))); }
  std::string finish() {
    const std::string last = keep(stop_.push(decoder_.finish()));
    return last + keep(stop_.finish());
  }
  bool stopped() const { return stop_.stopped(); }
  Spoken with(const Generated& made) const {
    Spoken out{made};
    out.text = text_;
    out.reached_end = made.reached_end || stopped();
    out.stop_string = stop_.found();
    return out;
  }

 private:
  std::string keep(std::string piece) {
    text_ += piece;
    return piece;
  }
  const Request& request_;
  text::StreamDecoder decoder_;
  StopText stop_;
  std::string text_;
};

Spoken in_words(const text::Tokenizer& tokenizer, const Request& request, const BeamAnswer& made) {
  Words words(tokenizer, request);
  for (const int32_t id : made.ids) words.push(id);
  words.finish();
  Spoken out = words.with(made);
  out.score = made.score;
  return out;
}

Spoken best_of_beams(const Speaker& speaker, const Request& request, std::stop_token stop) {
  BeamWatch watch{std::move(stop), {}};
  const StopTail tail(speaker.tokenizer, request);
  if (tail.can_stop()) watch.ends_here = [&tail](std::span<const int32_t> answer) { return tail.completed_by_last(answer); };
  const std::vector<BeamAnswer> found = beam_search({speaker.decoder, speaker.attachments}, request, watch);
  Spoken best = in_words(speaker.tokenizer, request, found.front());
  for (size_t other = 1; other < found.size(); ++other) best.others.push_back(in_words(speaker.tokenizer, request, found[other]));
  return best;
}

// `numbers`: which requests, none of them a beam search.
void speak_together(const Speaker& speaker, std::span<const Request> requests, const std::vector<size_t>& numbers, const BatchListener& listener) {
  std::vector<Request> asked;
  std::deque<Words> words;
  for (const size_t number : numbers) {
    asked.push_back(requests[number]);
    words.emplace_back(speaker.tokenizer, requests[number]);
  }
  const auto show = [&](size_t i, const std::string& piece) {
    if (listener.on_piece && !piece.empty()) listener.on_piece(numbers[i], piece);
  };
  const auto on_token = [&](size_t i, int32_t id) {
    show(i, words[i].push(id));
    return !words[i].stopped();
  };
  const auto on_end = [&](size_t i, const Generated& made) {
    show(i, words[i].finish());
    if (listener.on_end) listener.on_end(numbers[i], words[i].with(made));
  };
  generate_all({speaker.decoder, speaker.attachments}, asked, {listener.stop, on_token, on_end});
}

}  // namespace

std::vector<int32_t> end_ids(const text::Tokenizer& tokenizer, const text::ChatTemplate* chat_template) {
  std::vector<int32_t> out = tokenizer.special().end;
  if (!chat_template || chat_template->end_mark().empty()) return out;
  const auto mark = tokenizer.id_of(chat_template->end_mark());
  if (mark && std::find(out.begin(), out.end(), *mark) == out.end()) out.push_back(*mark);
  return out;
}

void speak_all(const Speaker& speaker, std::span<const Request> requests, const BatchListener& listener) {
  std::vector<size_t> plain, searched;
  for (size_t i = 0; i < requests.size(); ++i) {
    model::require_rows(speaker.decoder, speaker.tokenizer, requests[i].prompt);
    require_possible(requests[i].options);
    (requests[i].options.num_beams > 1 ? searched : plain).push_back(i);
  }
  speak_together(speaker, requests, plain, listener);
  for (const size_t number : searched) {
    const Spoken best = best_of_beams(speaker, requests[number], listener.stop);
    if (listener.on_piece && !best.text.empty()) listener.on_piece(number, best.text);
    if (listener.on_end) listener.on_end(number, best);
  }
}

Spoken speak(const Speaker& speaker, const Request& request, const Listener& listener) {
  Spoken out;
  const auto on_piece = [&listener](size_t, const std::string& piece) {
    if (listener.on_piece) listener.on_piece(piece);
  };
  speak_all(speaker, {&request, 1}, {listener.stop, on_piece, [&out](size_t, const Spoken& answer) { out = answer; }});
  return out;
}

}  // namespace lathe::eval
