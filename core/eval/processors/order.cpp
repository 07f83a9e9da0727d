#include "core/eval/processors.h"

namespace lathe::eval {

bool has_processors(const config::GenerateOptions& options) {
  return options.repetition_penalty != 1 || options.no_repeat_ngram_size > 0 || options.min_new_tokens > 0;
}

void process(std::span<float> logits, const config::GenerateOptions& options, const History& history) {
  if (options.repetition_penalty != 1) penalize_repetition(logits, history.seen, options.repetition_penalty);
  if (options.no_repeat_ngram_size > 0) forbid_repeated_ngrams(logits, history.seen, options.no_repeat_ngram_size);
  if (history.num_new < options.min_new_tokens) forbid_ids(logits, history.end_ids);
}

void warp(std::span<float> logits, const config::GenerateOptions& options) {
  if (options.temperature != 1) apply_temperature(logits, options.temperature);
  if (options.top_k > 0) keep_top_k(logits, options.top_k);
  if (options.top_p < 1) keep_top_p(logits, options.top_p);
  if (options.min_p > 0) keep_min_p(logits, options.min_p);
}

}  // namespace lathe::eval
