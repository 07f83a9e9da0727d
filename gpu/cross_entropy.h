// Head product and cross-entropy in one, over the rows that have a target; never more than one chunk of logits in memory.
// T rows, C width, V vocabulary, M rows with a target
#pragma once
#include <ATen/core/Tensor.h>

namespace lathe::gpu {

// Sum over the M targets of -log softmax(hidden[row] @ head^T)[target], a scalar in fp32, differentiable in hidden and
// head. Gradients are made in the forward pass, chunk by chunk (fp32 arithmetic); backward only scales them.
at::Tensor linear_cross_entropy(const at::Tensor& hidden_TC, const at::Tensor& head_VC, const at::Tensor& rows_M,
                                const at::Tensor& targets_M);
// The plain version, and what evaluation of single tokens uses: -log p of each target [M], fp32, no gradient.
at::Tensor token_losses(const at::Tensor& hidden_TC, const at::Tensor& head_VC, const at::Tensor& rows_M, const at::Tensor& targets_M);

}  // namespace lathe::gpu
