// The loss over records that are never learned.
#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/data/packer.h"
#include "core/runs/metrics.h"
#include "core/train/objective.h"

namespace lathe::train {

class Evaluator {
 public:
  Evaluator(const std::vector<data::Sample>& samples, const data::PackOptions& options);
  bool empty() const { return batches_.empty(); }
  // Mean over all learned tokens or texts, with accuracy and F1 where the objective tells classes apart; `best` is left to the caller. Changes nothing; throws Cancelled.
  runs::EvalMetrics run(const Objective& objective, const model::Decoder& decoder, const model::Attachments& attachments,
                        const std::stop_token& stop) const;

 private:
  std::vector<data::Batch> batches_;
  int64_t targets_ = 0;
};

}  // namespace lathe::train
