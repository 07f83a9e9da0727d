#include "core/eval/perplexity.h"

#include <ATen/ATen.h>

#include <cmath>

#include "core/base/stop.h"

namespace lathe::eval {

double TokenLoss::mean() const { return targets == 0 ? 0 : sum / static_cast<double>(targets); }
double TokenLoss::perplexity() const { return std::exp(mean()); }

TokenLoss token_loss(const model::Decoder& decoder, const model::Attachments* attachments, std::span<const data::Batch> batches,
                     std::stop_token stop, const std::function<void(int64_t)>& progress) {
  const at::NoGradGuard quiet;
  TokenLoss out;
  at::Tensor sum = at::zeros({}, at::TensorOptions().dtype(at::kDouble).device(decoder.device()));
  int64_t done = 0;
  for (const data::Batch& batch : batches) {
    throw_if_stopped(stop);
    const model::DecoderInputs inputs = model::to_inputs(batch, decoder.device(), false);
    const at::Tensor hidden_TC = decoder.forward(inputs, {.attachments = attachments});
    sum += decoder.token_losses(hidden_TC, inputs).sum(at::kDouble);
    out.targets += inputs.num_targets;
    if (progress) progress(++done);
  }
  out.sum = sum.item<double>();
  return out;
}

}  // namespace lathe::eval
