#include "core/engine/answering.h"

#include <chrono>

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

}  // namespace

void answer(const eval::Speaker& speaker, const Asked& asked, JobEvents& events, const std::stop_token& stop) {
  const std::vector<int32_t> ids = prompt_ids(speaker.tokenizer, asked);
  if (ids.empty())
    throw Error("generate.empty_prompt", phrase(LATHE_TR("[generate] prompt {0} is empty"), asked.number + 1), phrase(LATHE_TR("Write something to answer.")));
  const eval::GenerateSettings settings{.max_new_tokens = asked.options.max_new_tokens,
                                        .temperature = asked.options.temperature,
                                        .top_p = asked.options.top_p,
                                        .top_k = asked.options.top_k,
                                        .seed = static_cast<uint64_t>(asked.options.seed),
                                        .end_ids = eval::end_ids(speaker.tokenizer, asked.chat_template)};
  const auto begin = std::chrono::steady_clock::now();
  const auto send = [&](const std::string& piece) { events.send(AnswerPiece{asked.number, asked.side, piece}); };
  const eval::Spoken spoken = eval::speak(speaker, ids, settings, {stop, send});
  events.send(Answer{.prompt = asked.number,
                     .side = asked.side,
                     .question = question_of(asked.prompt),
                     .text = spoken.text,
                     .prompt_ids = ids,
                     .ids = spoken.ids,
                     .tokens = static_cast<int64_t>(spoken.ids.size()),
                     .seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
                     .mean_log_prob = spoken.mean_log_prob,
                     .speaker = asked.speaker,
                     .weights_hash = asked.weights_hash,
                     .reached_end = spoken.reached_end});
}

}  // namespace lathe::engine
