#include "core/eval/processors.h"

namespace lathe::eval {

bool has_processors(const GenerateSettings& settings) {
  return settings.repetition_penalty != 1 || settings.no_repeat_ngram_size > 0 || settings.min_new_tokens > 0;
}

void process(std::span<float> logits, const GenerateSettings& settings, const History& history) {
  if (settings.repetition_penalty != 1) penalize_repetition(logits, history.seen, settings.repetition_penalty);
  if (settings.no_repeat_ngram_size > 0) forbid_repeated_ngrams(logits, history.seen, settings.no_repeat_ngram_size);
  if (history.num_new < settings.min_new_tokens) forbid_ids(logits, settings.end_ids);
}

void warp(std::span<float> logits, const GenerateSettings& settings) {
  if (settings.temperature != 1) apply_temperature(logits, settings.temperature);
  if (settings.top_k > 0) keep_top_k(logits, settings.top_k);
  if (settings.top_p < 1) keep_top_p(logits, settings.top_p);
  if (settings.min_p > 0) keep_min_p(logits, settings.min_p);
}

}  // namespace lathe::eval
