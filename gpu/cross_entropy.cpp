#include "gpu/cross_entropy.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

namespace lathe::gpu {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Rows of logits at a time: enough for efficient products, 16 MiB of fp32 on the processor.
int64_t chunk_rows(const at::Tensor& head_VC) {
  return head_VC.is_cuda() ? 2048 : std::clamp<int64_t>((int64_t{1} << 22) / head_VC.size(0), 32, 2048);
}

at::ScalarType wide(const at::Tensor& x) { return x.scalar_type() == at::kDouble ? at::kDouble : at::kFloat; }

struct Chunk {
  at::Tensor rows, targets, hidden, logits, log_sum;
};

Chunk chunk_at(int64_t begin, const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& rows, const at::Tensor& targets) {
  const int64_t size = std::min(chunk_rows(head), rows.size(0) - begin);
  Chunk c{rows.narrow(0, begin, size), targets.narrow(0, begin, size).unsqueeze(1), {}, {}, {}};
  c.hidden = hidden.index_select(0, c.rows);
  c.logits = at::mm(c.hidden, head.t()).to(wide(hidden));
  c.log_sum = at::logsumexp(c.logits, {1}, true);
  return c;
}

struct LinearCrossEntropy : torch::autograd::Function<LinearCrossEntropy> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& rows,
                            const at::Tensor& targets, bool recording) {
    const bool to_hidden = recording && hidden.requires_grad(), to_head = recording && head.requires_grad();
    at::Tensor loss = at::zeros({}, hidden.options().dtype(at::kDouble));
    at::Tensor dhidden = to_hidden ? at::zeros_like(hidden) : at::Tensor();
    at::Tensor dhead = to_head ? at::zeros(head.sizes(), head.options().dtype(wide(head))) : at::Tensor();
    for (int64_t begin = 0; begin < rows.size(0); begin += chunk_rows(head)) {
      Chunk c = chunk_at(begin, hidden, head, rows, targets);
      loss += (c.log_sum - c.logits.gather(1, c.targets)).sum(at::kDouble);
      if (!to_hidden && !to_head) continue;
      c.logits.sub_(c.log_sum).exp_();                       // softmax, then minus one at the target
      // Scattering has no repeatable form on a card that Torch would accept; adding at distinct places does.
      const at::Tensor places = at::arange(c.rows.size(0), c.rows.options()) * head.size(0) + c.targets.squeeze(1);
      c.logits.view({-1}).index_add_(0, places, at::full({}, -1, c.logits.options()).expand_as(places));
      const at::Tensor dlogits = c.logits.to(hidden.scalar_type());
      if (to_hidden) dhidden.index_copy_(0, c.rows, at::mm(dlogits, head));
      if (to_head) dhead.add_(at::mm(dlogits.t(), c.hidden));
    }
    context->save_for_backward({dhidden, dhead});
    context->saved_data["head_type"] = static_cast<int64_t>(head.scalar_type());
    return loss.to(wide(hidden));
  }
  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const auto scaled = [&](const at::Tensor& made, at::ScalarType type) {   // wide arithmetic, rounded once
      if (!made.defined()) return at::Tensor();
      at::Tensor out = at::empty_like(made, made.options().dtype(type));
      return at::mul_out(out, made.to(wide(made)), gradients[0].to(wide(made)));
    };
    const auto head_type = static_cast<at::ScalarType>(context->saved_data["head_type"].toInt());
    const auto hidden_type = saved[0].defined() ? saved[0].scalar_type() : head_type;
    return {scaled(saved[0], hidden_type), scaled(saved[1], head_type), at::Tensor(), at::Tensor(), at::Tensor()};
  }
};

void check(const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& rows, const at::Tensor& targets) {
  TORCH_CHECK(hidden.dim() == 2 && head.dim() == 2 && hidden.size(1) == head.size(1) && rows.sizes() == targets.sizes() && rows.dim() == 1,
              "[linear_cross_entropy] hidden is ", hidden.sizes(), ", head is ", head.sizes(), ", rows ", rows.sizes(), ", targets ",
              targets.sizes());
}

}  // namespace

at::Tensor linear_cross_entropy(const at::Tensor& hidden_TC, const at::Tensor& head_VC, const at::Tensor& rows_M, const at::Tensor& targets_M) {
  check(hidden_TC, head_VC, rows_M, targets_M);
  return LinearCrossEntropy::apply(hidden_TC, head_VC, rows_M, targets_M, at::GradMode::is_enabled());
}

at::Tensor token_losses(const at::Tensor& hidden_TC, const at::Tensor& head_VC, const at::Tensor& rows_M, const at::Tensor& targets_M) {
  check(hidden_TC, head_VC, rows_M, targets_M);
  const at::NoGradGuard quiet;
  std::vector<at::Tensor> parts;
  for (int64_t begin = 0; begin < rows_M.size(0); begin += chunk_rows(head_VC)) {
    const Chunk c = chunk_at(begin, hidden_TC, head_VC, rows_M, targets_M);
    parts.push_back((c.log_sum - c.logits.gather(1, c.targets)).squeeze(1));
  }
  return parts.empty() ? at::empty({0}, hidden_TC.options().dtype(wide(hidden_TC))) : at::cat(parts);
}

}  // namespace lathe::gpu
