#include "gpu/rms_norm.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "gpu/cpu/rms_norm.h"
#include "gpu/reference/rms_norm.h"

namespace lathe::gpu {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Pair = std::tuple<at::Tensor, at::Tensor>;

Pair call_forward(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("lathe::rms_norm_forward", "")
                             .typed<Pair(const at::Tensor&, const at::Tensor&, double)>();
  return op.call(x, weight, epsilon);
}

Pair call_backward(const at::Tensor& dy, const variable_list& saved, bool weight_gradient) {
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("lathe::rms_norm_backward", "")
                             .typed<Pair(const at::Tensor&, const at::Tensor&, const at::Tensor&, const at::Tensor&, bool)>();
  return op.call(dy, saved[0], saved[1], saved[2], weight_gradient);
}

struct RmsNorm : torch::autograd::Function<RmsNorm> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, double epsilon) {
    auto [y, rstd] = call_forward(x, weight, epsilon);
    context->save_for_backward({x, weight, rstd});
    return y;
  }
  static variable_list backward(AutogradContext* context, variable_list gradients) {
    auto [dx, dw] = call_backward(gradients[0], context->get_saved_variables(), context->needs_input_grad(1));
    return {dx, dw, at::Tensor()};
  }
};

}  // namespace

// The plain version serves every device until a part with kernels registers its own.
TORCH_LIBRARY_FRAGMENT(lathe, m) {
  m.def("rms_norm_forward(Tensor x, Tensor weight, float epsilon) -> (Tensor, Tensor)");
  m.def("rms_norm_backward(Tensor dy, Tensor x, Tensor weight, Tensor rstd, bool weight_gradient) -> (Tensor, Tensor)");
}
TORCH_LIBRARY_IMPL(lathe, CompositeExplicitAutograd, m) {
  m.impl("rms_norm_forward", reference::rms_norm_forward);
  m.impl("rms_norm_backward", reference::rms_norm_backward);
}
TORCH_LIBRARY_IMPL(lathe, CPU, m) {
  m.impl("rms_norm_forward", cpu::rms_norm_forward);
  m.impl("rms_norm_backward", cpu::rms_norm_backward);
}

at::Tensor rms_norm(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
  TORCH_CHECK(x.dim() >= 1 && weight.dim() == 1 && x.size(-1) == weight.size(0), "[rms_norm] x ends in ", x.sizes(),
              ", weight is ", weight.sizes());
  TORCH_CHECK(x.is_floating_point() && x.scalar_type() == weight.scalar_type(), "[rms_norm] x is ", x.scalar_type(),
              ", weight is ", weight.scalar_type());
  return RmsNorm::apply(x, weight, epsilon);
}

}  // namespace lathe::gpu
