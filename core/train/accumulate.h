// The gradients of one optimizer step over all its micro-batches.
#pragma once
#include <stop_token>

#include "core/train/arena.h"
#include "core/train/objective.h"
#include "core/train/pipeline.h"

namespace lathe::train {

struct ForwardParts {
  const Objective& objective;
  const model::Decoder& decoder;
  const model::Attachments& attachments;
  uint64_t seed = 0;                     // of dropout
};

// Leaves the gradient of the step's mean loss in the arena and returns the sum of its losses, on the device. Each
// micro-batch is divided by the learned tokens of the whole step, so that the cut into micro-batches does not show.
// Throws Cancelled between micro-batches.
at::Tensor accumulate_gradients(const ForwardParts& parts, const StepBatches& step, ParameterArena& arena, const std::stop_token& stop);

}  // namespace lathe::train
