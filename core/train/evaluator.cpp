#include "core/train/evaluator.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <chrono>
#include <cmath>

#include "core/base/stop.h"

namespace lathe::train {

Evaluator::Evaluator(const std::vector<data::Sample>& samples, const data::PackOptions& options) {
  std::vector<const data::Sample*> all;
  for (const data::Sample& sample : samples) all.push_back(&sample);
  if (!all.empty()) batches_ = data::pack(all, options);
  for (const data::Batch& batch : batches_) targets_ += batch.num_targets;
}

runs::EvalMetrics Evaluator::run(const Objective& objective, const model::Decoder& decoder, const model::Attachments& attachments,
                                 const std::stop_token& stop) const {
  const at::NoGradGuard no_grad;
  const auto start = std::chrono::steady_clock::now();
  at::Tensor total = at::zeros({}, at::TensorOptions().dtype(at::kDouble).device(decoder.device()));
  for (const data::Batch& batch : batches_) {
    throw_if_stopped(stop);
    if (batch.num_targets == 0) continue;
    total += objective.loss(decoder, model::to_inputs(batch, decoder.device(), false), {.attachments = &attachments}).loss_sum;
  }
  runs::EvalMetrics out;
  out.loss = total.item<double>() / static_cast<double>(std::max<int64_t>(1, targets_));
  out.perplexity = std::exp(out.loss);
  out.learned_tokens = targets_;
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return out;
}

}  // namespace lathe::train
