// The sequences under way, with one cache: each step feeds what is new of each and gives a row of logits for each.
// N sequences, V vocabulary
#pragma once
#include <ATen/core/Tensor.h>

#include <vector>

#include "core/eval/generator.h"
#include "core/model/kv_cache.h"

namespace lathe::eval {

class Sequences {
 public:
  // Throws Error generate.no_language_head.
  explicit Sequences(const Voice& voice);
  // The model's tokens that a prompt takes: prefix and virtual tokens included.
  int64_t tokens_of(const std::vector<int32_t>& prompt) const;
  void add(const std::vector<int32_t>& prompt, int64_t room);
  void select(const std::vector<int64_t>& sequences) { cache_.select(sequences); }
  int64_t length(int64_t sequence) const { return cache_.length(sequence); }
  // `next[i]`: new tokens of sequence i, for one that was just added its prompt. The logits after the last token of
  // each, fp32 on the processor [N, V].
  at::Tensor feed(const std::vector<std::vector<int32_t>>& next);

 private:
  const Voice& voice_;
  model::KeyValueCache cache_;
};

// Throws Error generate.empty_prompt, generate.too_long, and what require_possible throws.
void require_answerable(const Sequences& sequences, const Request& request, int64_t context);

}  // namespace lathe::eval
