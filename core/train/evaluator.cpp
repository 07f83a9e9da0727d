#include "core/train/evaluator.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <chrono>
#include <cmath>

#include "core/base/stop.h"
#include "core/train/confusion.h"

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
  std::optional<Confusion> confusion;
  for (const data::Batch& batch : batches_) {
    throw_if_stopped(stop);
    if (batch.num_targets == 0) continue;
    const LossOutput one = objective.loss(decoder, model::to_inputs(batch, decoder.device(), false), {.attachments = &attachments});
    total += one.loss_sum;
    if (!one.predicted_M.defined()) continue;
    if (!confusion) confusion.emplace(static_cast<int64_t>(decoder.config().labels.size()));
    confusion->add(one.predicted_M, one.truth_M);
  }
  runs::EvalMetrics out;
  out.loss = total.item<double>() / static_cast<double>(std::max<int64_t>(1, targets_));
  out.perplexity = std::exp(out.loss);
  out.learned_tokens = targets_;
  if (confusion) {
    out.accuracy = confusion->accuracy();
    out.macro_f1 = confusion->macro_f1();
  }
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return out;
}

}  // namespace lathe::train
