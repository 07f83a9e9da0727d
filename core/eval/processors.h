// What may be done to a row of logits before a token is chosen: the processors of transformers, in its order and with
// its arithmetic (fp32). All work in place; minus infinity rules a token out. `seen`: prompt and answer so far.
#pragma once
#include <cstdint>
#include <span>

#include "core/config/generate_options.h"

namespace lathe::eval {

// Each seen id once: positive logits are divided by the penalty, negative ones multiplied.
void penalize_repetition(std::span<float> logits, std::span<const int32_t> seen, double penalty);
// Rules out every id that would complete an n-gram that has been seen.
void forbid_repeated_ngrams(std::span<float> logits, std::span<const int32_t> seen, int64_t size);
void forbid_ids(std::span<float> logits, std::span<const int32_t> ids);
void apply_temperature(std::span<float> logits, double temperature);
// The `count` largest; all that tie with the last of them stay.
void keep_top_k(std::span<float> logits, int64_t count);
// The fewest that together have at least the share; of a tie the lower id stays (the reference's sort leaves it open).
void keep_top_p(std::span<float> logits, double share);
// Those with at least this share of the likeliest one's probability.
void keep_min_p(std::span<float> logits, double share);

// What a row needs to know of its sequence.
struct History {
  std::span<const int32_t> seen;
  int64_t num_new = 0;                   // tokens of the answer so far
  std::span<const int32_t> end_ids = {};
};
bool has_processors(const config::GenerateOptions& options);
// Repetition, n-grams, least length: for greedy choice, sampling and beams alike.
void process(std::span<float> logits, const config::GenerateOptions& options, const History& history);
// Temperature, top-k, top-p, min-p: for sampling.
void warp(std::span<float> logits, const config::GenerateOptions& options);

}  // namespace lathe::eval
