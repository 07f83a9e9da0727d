#include "core/train/accumulate.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "core/base/stop.h"

namespace lathe::train {

at::Tensor accumulate_gradients(const ForwardParts& parts, const StepBatches& step, ParameterArena& arena, const std::stop_token& stop) {
  const at::AutoGradMode grad(true);
  arena.zero_gradients();
  const at::Device device = parts.decoder.device();
  const double share = 1.0 / static_cast<double>(std::max<int64_t>(1, step.targets));
  at::Tensor total = at::zeros({}, at::TensorOptions().dtype(at::kDouble).device(device));
  const bool dropout = parts.attachments.has_dropout();
  for (const data::Batch& batch : step.batches) {
    throw_if_stopped(stop);
    if (batch.num_targets == 0) continue;
    const model::ForwardOptions options{.attachments = &parts.attachments, .dropout = dropout, .seed = parts.seed, .step = step.step};
    const LossOutput out = parts.objective.loss(parts.decoder, model::to_inputs(batch, device, dropout), options);
    (out.loss_sum * share).backward();
    total += out.loss_sum.detach();
  }
  return total;
}

}  // namespace lathe::train
