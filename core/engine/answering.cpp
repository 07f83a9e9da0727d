#include "core/engine/answering.h"

#include "core/data/sample.h"

namespace lathe::engine {
namespace {

// What was asked last; a prompt without a user's message shows its last words.
std::string question_of(const text::Conversation& prompt) {
  for (auto message = prompt.messages.rbegin(); message != prompt.messages.rend(); ++message)
    if (message->role == "user") return message->content;
  return prompt.messages.empty() ? "" : prompt.messages.back().content;
}

std::vector<int32_t> prompt_ids(const text::Tokenizer& tokenizer, const Asked& asked) {
  if (asked.chat_template) return data::SampleBuilder(tokenizer, *asked.chat_template, {}).prompt_ids(asked.prompt);
  std::string all;
  for (const text::Message& message : asked.prompt.messages) all += message.content;
  return tokenizer.encode(all, {.add_special_tokens = true}).ids;
}

Answer event_of(const Asked& asked, const eval::Spoken& spoken, const std::vector<int32_t>& ids) {
  Answer out{.prompt = asked.number,
             .side = asked.side,
             .question = question_of(asked.prompt),
             .text = spoken.text,
             .prompt_ids = ids,
             .ids = spoken.ids,
             .tokens = static_cast<int64_t>(spoken.ids.size()),
             .seconds = spoken.seconds,
             .mean_log_prob = spoken.mean_log_prob,
             .speaker = asked.speaker,
             .weights_hash = asked.weights_hash,
             .reached_end = spoken.reached_end,
             .stop_string = spoken.stop_string,
             .settings = fields_to_json(asked.options)};
  for (const eval::Spoken& other : spoken.others) out.others.push_back({other.text, other.ids, other.score});
  return out;
}

}  // namespace

void answer_all(const eval::Speaker& speaker, const std::vector<Asked>& asked, JobEvents& events, const std::stop_token& stop) {
  std::vector<eval::Request> requests;
  for (const Asked& one : asked) {
    requests.push_back({.prompt = prompt_ids(speaker.tokenizer, one), .options = one.options, .end_ids = eval::end_ids(speaker.tokenizer, one.chat_template), .goes_on = !one.chat_template});
    if (requests.back().prompt.empty())
      throw Error("generate.empty_prompt", phrase(LATHE_TR("[generate] prompt {0} is empty"), one.number + 1), phrase(LATHE_TR("Write something to answer.")));
  }
  const auto send_piece = [&](size_t i, const std::string& piece) { events.send(AnswerPiece{asked[i].number, asked[i].side, piece}); };
  const auto send_answer = [&](size_t i, const eval::Spoken& spoken) { events.send(event_of(asked[i], spoken, requests[i].prompt)); };
  eval::speak_all(speaker, requests, {stop, send_piece, send_answer});
}

}  // namespace lathe::engine
