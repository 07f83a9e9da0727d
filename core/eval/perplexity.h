// How well a model foresees records it did not learn: the sum of losses over the learned tokens, divided once.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>

#include "core/model/decoder.h"

namespace lathe::eval {

struct TokenLoss {
  double sum = 0;                        // of -log p, natural logarithm
  int64_t targets = 0;

  double mean() const;                   // 0 without targets
  double perplexity() const;             // exp(mean); infinite when that overflows
};

// Without dropout. `progress` sees how many batches are done. Throws Cancelled between batches.
TokenLoss token_loss(const model::Decoder& decoder, const model::Attachments* attachments, std::span<const data::Batch> batches,
                     std::stop_token stop, const std::function<void(int64_t)>& progress = {});

}  // namespace lathe::eval
