#include "gpu/rope.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "gpu/cpu/rope.h"
#include "gpu/reference/rope.h"

namespace lathe::gpu {
namespace {

at::Tensor call(const at::Tensor& x_THD, const at::Tensor& cos, const at::Tensor& sin, bool inverse) {
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("lathe::rotate", "")
                             .typed<at::Tensor(const at::Tensor&, const at::Tensor&, const at::Tensor&, bool)>();
  return op.call(x_THD, cos, sin, inverse);
}

struct Rope : torch::autograd::Function<Rope> {
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x_THD, const at::Tensor& cos,
                            const at::Tensor& sin) {
    context->save_for_backward({cos, sin});
    return call(x_THD, cos, sin, false);
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    return {call(gradients[0], saved[0], saved[1], true), at::Tensor(), at::Tensor()};
  }
};

}  // namespace

TORCH_LIBRARY_FRAGMENT(lathe, m) { m.def("rotate(Tensor x, Tensor cos, Tensor sin, bool inverse) -> Tensor"); }
TORCH_LIBRARY_IMPL(lathe, CompositeExplicitAutograd, m) { m.impl("rotate", reference::rotate); }
TORCH_LIBRARY_IMPL(lathe, CPU, m) { m.impl("rotate", cpu::rotate); }

at::Tensor inverse_frequencies(int64_t head_width, double theta) {
  return at::pow(theta, at::arange(0, head_width, 2, at::kFloat) / static_cast<double>(head_width)).reciprocal();
}

RopeTable rope_table(const at::Tensor& positions_T, const at::Tensor& inverse, double scale) {
  const at::Tensor angle = positions_T.to(at::kFloat).unsqueeze(1) * inverse.to(positions_T.device());
  if (scale == 1) return {angle.cos(), angle.sin()};
  return {angle.cos() * scale, angle.sin() * scale};
}

at::Tensor rope(const at::Tensor& x_THD, const RopeTable& table) {
  TORCH_CHECK(x_THD.dim() == 3 && x_THD.size(2) % 2 == 0 && table.cos.size(0) == x_THD.size(0) &&
                  table.cos.size(1) * 2 == x_THD.size(2),
              "[rope] x is ", x_THD.sizes(), ", the table is ", table.cos.sizes());
  return Rope::apply(x_THD, table.cos, table.sin);
}

}  // namespace lathe::gpu
