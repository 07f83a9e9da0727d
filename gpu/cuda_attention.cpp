#include "gpu/cuda_attention.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

namespace lathe::gpu {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Keys that the kernel lets a query see on either side of its own place; nothing: all.
struct Sides {
  std::optional<int64_t> left, right;
};
Sides sides_of(const Sight& sight) { return sight.window == 0 ? Sides{} : Sides{sight.window - 1, 0}; }

struct FlashAttention : torch::autograd::Function<FlashAttention> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                            const Segments& segments) {
    const at::Tensor &cu_q = segments.cu_q_N1, &cu_k = segments.cu_k_N1;
    const Sides sides = sides_of(segments.sight);
    const auto [out, lse, rng_state, unused, debug_mask] =
        at::_flash_attention_forward(q, k, v, cu_q, cu_k, segments.longest_q, segments.longest_k, 0.0, segments.sight.causal, false, std::nullopt, sides.left, sides.right);
    context->save_for_backward({q, k, v, out, lse, cu_q, cu_k, rng_state, unused});
    context->saved_data["longest_q"] = segments.longest_q;
    context->saved_data["longest_k"] = segments.longest_k;
    context->saved_data["causal"] = segments.sight.causal;
    context->saved_data["window"] = segments.sight.window;
    return out;
  }
  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list s = context->get_saved_variables();
    const Sight sight{context->saved_data["causal"].toBool(), context->saved_data["window"].toInt()};
    const Sides sides = sides_of(sight);
    auto [dq, dk, dv] = at::_flash_attention_backward(gradients[0].contiguous(), s[0], s[1], s[2], s[3], s[4], s[5], s[6],
                                                      context->saved_data["longest_q"].toInt(),
                                                      context->saved_data["longest_k"].toInt(), 0.0, sight.causal, s[7], s[8], std::nullopt,
                                                      sides.left, sides.right);
    return {dq, dk, dv, at::Tensor()};
  }
};

}  // namespace

bool cuda_attention_fits(at::ScalarType dtype, int64_t head_width) {
  return (dtype == at::kBFloat16 || dtype == at::kHalf) && head_width % 8 == 0 && head_width <= 256;
}

at::Tensor cuda_attention(const at::Tensor& q_THD, const at::Tensor& k_SKD, const at::Tensor& v_SKD, const Segments& segments) {
  return FlashAttention::apply(q_THD, k_SKD, v_SKD, segments);
}

}  // namespace lathe::gpu
