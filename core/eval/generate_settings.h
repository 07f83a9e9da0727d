// How an answer is made, as the generator takes it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace lathe::eval {

// When a beam search ends: once enough answers have ended; once a better one is unlikely (judged by the present length);
// or only once none can be better.
enum class EarlyStopping { yes, no, never };

struct GenerateSettings {
  int64_t max_new_tokens = 128;
  double temperature = 0;                            // 0: greedy, the lowest id wins a tie
  double top_p = 1;
  int64_t top_k = 0;                                 // 0: off
  uint64_t seed = 0;
  std::vector<int32_t> end_ids;
  int64_t min_new_tokens = 0;                        // before that no end id is chosen
  double min_p = 0;
  double repetition_penalty = 1;
  int64_t no_repeat_ngram_size = 0;                  // 0: off
  int64_t num_beams = 1;                             // above 1: beam search, at temperature 0 only
  int64_t num_answers = 1;                           // of a beam search, at most num_beams
  double length_penalty = 1;                         // scores are divided by length to this power
  EarlyStopping early_stopping = EarlyStopping::no;
  std::vector<std::string> stop_strings;
};

}  // namespace lathe::eval
