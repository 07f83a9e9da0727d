// How an answer is made, as the generator takes it.
#pragma once
#include <cstdint>
#include <vector>

namespace lathe::eval {

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
};

}  // namespace lathe::eval
