#include "core/model/blocks/linear.h"

#include <ATen/ATen.h>

#include "core/model/blocks/activation.h"
#include "gpu/dropout.h"

namespace lathe::model {
namespace {

const LinearAttachment* attached(const LinearSite& site, const LayerContext& context) {
  if (!context.options.attachments || context.options.attachments->linear.empty()) return nullptr;
  const auto found = context.options.attachments->linear.find(site);
  return found == context.options.attachments->linear.end() ? nullptr : &found->second;
}

at::Tensor dropped(const at::Tensor& x_TK, const LowRankTerm& term, const LayerContext& context) {
  if (!context.options.dropout || term.dropout == 0) return x_TK;
  return gpu::dropout(x_TK, term.dropout, {context.options.seed, context.options.step, term.dropout_site, context.inputs.records_T, context.inputs.positions_T});
}

// y + scale * (x A^T) B^T, the sum taken inside the second product.
at::Tensor plus_low_rank(const at::Tensor& y_TN, const at::Tensor& x_TK, const LowRankTerm& term, const LayerContext& context) {
  const at::Tensor u_TR = at::linear(dropped(x_TK, term, context), context.computed(term.A_RK));
  return at::addmm(y_TN, u_TR, context.computed(term.B_NR).t(), 1, term.scale);
}

}  // namespace

at::Tensor linear(const at::Tensor& x_TK, const LinearWeights& weights, const LinearSite& site, const LayerContext& context) {
  const at::Tensor bias = weights.bias_N.defined() ? context.computed(weights.bias_N) : at::Tensor();
  at::Tensor y_TN = at::linear(x_TK, context.computed(weights.weight_NK), bias);
  if (const LinearAttachment* attachment = attached(site, context))
    for (const LowRankTerm& term : attachment->low_rank)
      if (term.active) y_TN = plus_low_rank(y_TN, x_TK, term, context);
  return y_TN;
}

at::Tensor with_bottlenecks(const at::Tensor& out_TC, const LinearSite& site, const LayerContext& context) {
  if (!context.options.attachments || context.options.attachments->outputs.empty()) return out_TC;
  const auto found = context.options.attachments->outputs.find(site);
  if (found == context.options.attachments->outputs.end()) return out_TC;
  at::Tensor out = out_TC;
  for (const BottleneckTerm& term : found->second) {
    if (!term.active) continue;
    const at::Tensor inner = activate(at::linear(out, context.computed(term.down_MC), context.computed(term.down_bias_M)), term.activation);
    out = out + term.scale * at::linear(inner, context.computed(term.up_CM), context.computed(term.up_bias_C));
  }
  return out;
}

}  // namespace lathe::model
