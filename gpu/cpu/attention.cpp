#include "gpu/cpu/attention.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "gpu/reference/attention.h"

namespace lathe::gpu::cpu {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// [n, h, D] rows of a packed tensor as the [1, h, n, D] view that the kernel takes.
at::Tensor rows(const at::Tensor& packed, int64_t begin, int64_t end) {
  return packed.narrow(0, begin, end - begin).transpose(0, 1).unsqueeze(0);
}

struct Sequence {
  int64_t q_begin, q_end, k_begin, k_end;
  Sight sight;
  int64_t n() const { return q_end - q_begin; }
  int64_t m() const { return k_end - k_begin; }
  bool windowed() const { return sight.window > 0 && sight.window < m(); }
  // The kernel's own causal mask is top-left: right only where queries and keys are as many.
  bool plain_causal() const { return sight.causal && n() == m() && !windowed(); }
  std::optional<at::Tensor> mask(const at::Tensor& like) const {
    if (!sight.causal || plain_causal() || n() == 1) return std::nullopt;
    return reference::bottom_right_mask(n(), m(), windowed() ? sight.window : 0, like.options());
  }
};

// One query sees all keys that it is given: those before its window are left out.
std::vector<Sequence> sequences(const at::Tensor& host_q, const at::Tensor& host_k, const Sight& sight) {
  const int32_t *q = host_q.const_data_ptr<int32_t>(), *k = host_k.const_data_ptr<int32_t>();
  std::vector<Sequence> out;
  for (int64_t i = 0; i + 1 < host_q.numel(); ++i)
    if (q[i + 1] > q[i]) {
      Sequence s{q[i], q[i + 1], k[i], k[i + 1], sight};
      if (s.n() == 1 && s.windowed()) s.k_begin = s.k_end - sight.window;
      out.push_back(s);
    }
  return out;
}

struct Attention : torch::autograd::Function<Attention> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                            const Segments& segments) {
    const at::Tensor &host_q = segments.host_q_N1, &host_k = segments.host_k_N1;
    at::Tensor out = at::empty(q.sizes(), q.options());
    at::Tensor lse = at::empty({q.size(0), q.size(1)}, q.options().dtype(q.scalar_type() == at::kDouble ? at::kDouble : at::kFloat));
    for (const Sequence& s : sequences(host_q, host_k, segments.sight)) {
      const auto [part, part_lse] = at::_scaled_dot_product_flash_attention_for_cpu(
          rows(q, s.q_begin, s.q_end), rows(k, s.k_begin, s.k_end), rows(v, s.k_begin, s.k_end), 0.0, s.plain_causal(), s.mask(q));
      rows(out, s.q_begin, s.q_end).copy_(part);
      lse.narrow(0, s.q_begin, s.n()).copy_(part_lse.squeeze(0).transpose(0, 1));
    }
    context->save_for_backward({q, k, v, out, lse, host_q, host_k});
    context->saved_data["causal"] = segments.sight.causal;
    context->saved_data["window"] = segments.sight.window;
    return out;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor &q = saved[0], &k = saved[1], &v = saved[2], &out = saved[3], &lse = saved[4], &host_q = saved[5], &host_k = saved[6];
    const at::Tensor dout = gradients[0].contiguous();
    at::Tensor dq = at::empty(q.sizes(), q.options()), dk = at::zeros(k.sizes(), k.options()), dv = at::zeros(v.sizes(), v.options());
    const Sight sight{context->saved_data["causal"].toBool(), context->saved_data["window"].toInt()};
    for (const Sequence& s : sequences(host_q, host_k, sight)) {
      const auto [part_dq, part_dk, part_dv] = at::_scaled_dot_product_flash_attention_for_cpu_backward(
          rows(dout, s.q_begin, s.q_end), rows(q, s.q_begin, s.q_end), rows(k, s.k_begin, s.k_end), rows(v, s.k_begin, s.k_end),
          rows(out, s.q_begin, s.q_end), lse.narrow(0, s.q_begin, s.n()).transpose(0, 1).unsqueeze(0), 0.0, s.plain_causal(), s.mask(q));
      rows(dq, s.q_begin, s.q_end).copy_(part_dq);
      rows(dk, s.k_begin, s.k_end).copy_(part_dk);
      rows(dv, s.k_begin, s.k_end).copy_(part_dv);
    }
    return {dq, dk, dv, at::Tensor()};
  }
};

}  // namespace

at::Tensor attention(const at::Tensor& q_THD, const at::Tensor& k_SKD, const at::Tensor& v_SKD, const Segments& segments) {
  return Attention::apply(q_THD, k_SKD, v_SKD, segments);
}

}  // namespace lathe::gpu::cpu
