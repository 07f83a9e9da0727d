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

eval::GenerateSettings settings_of(const GenerateOptions& options, std::vector<int32_t> end_ids) {
  eval::GenerateSettings out;
  out.max_new_tokens = options.max_new_tokens;
  out.temperature = options.temperature;
  out.top_p = options.top_p;
  out.top_k = options.top_k;
  out.seed = static_cast<uint64_t>(options.seed);
  out.end_ids = std::move(end_ids);
  out.min_new_tokens = options.min_new_tokens;
  out.min_p = options.min_p;
  out.repetition_penalty = options.repetition_penalty;
  out.no_repeat_ngram_size = options.no_repeat_ngram_size;
  out.num_beams = options.num_beams;
  out.num_answers = options.num_return_sequences;
  out.length_penalty = options.length_penalty;
  out.early_stopping = options.early_stopping == "yes" ? eval::EarlyStopping::yes : options.early_stopping == "never" ? eval::EarlyStopping::never : eval::EarlyStopping::no;
  out.stop_strings = options.stop_strings;
  return out;
}

Answer event_of(const Asked& asked, const eval::Spoken& spoken, const std::vector<int32_t>& ids, double seconds) {
  Answer out{.prompt = asked.number,
             .side = asked.side,
             .question = question_of(asked.prompt),
             .text = spoken.text,
             .prompt_ids = ids,
             .ids = spoken.ids,
             .tokens = static_cast<int64_t>(spoken.ids.size()),
             .seconds = seconds,
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
  std::vector<std::vector<int32_t>> prompts;
  for (const Asked& one : asked) {
    prompts.push_back(prompt_ids(speaker.tokenizer, one));
    if (prompts.back().empty())
      throw Error("generate.empty_prompt", phrase(LATHE_TR("[generate] prompt {0} is empty"), one.number + 1), phrase(LATHE_TR("Write something to answer.")));
  }
  const eval::GenerateSettings settings = settings_of(asked.front().options, eval::end_ids(speaker.tokenizer, asked.front().chat_template));
  const auto begin = std::chrono::steady_clock::now();
  const auto send_piece = [&](size_t i, const std::string& piece) { events.send(AnswerPiece{asked[i].number, asked[i].side, piece}); };
  const auto send_answer = [&](size_t i, const eval::Spoken& spoken) {
    events.send(event_of(asked[i], spoken, prompts[i], std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()));
  };
  eval::speak_all(speaker, prompts, settings, {stop, send_piece, send_answer});
}

}  // namespace lathe::engine
