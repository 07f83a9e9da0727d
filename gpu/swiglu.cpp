#include "gpu/swiglu.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "gpu/cpu/swiglu.h"
#include "gpu/reference/swiglu.h"

namespace lathe::gpu {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct Swiglu : torch::autograd::Function<Swiglu> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& gate, const at::Tensor& up) {
    static const auto op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("lathe::swiglu_forward", "")
                               .typed<at::Tensor(const at::Tensor&, const at::Tensor&)>();
    context->save_for_backward({gate, up});
    return op.call(gate, up);
  }
  static variable_list backward(AutogradContext* context, variable_list gradients) {
    static const auto op =
        c10::Dispatcher::singleton()
            .findSchemaOrThrow("lathe::swiglu_backward", "")
            .typed<std::tuple<at::Tensor, at::Tensor>(const at::Tensor&, const at::Tensor&, const at::Tensor&)>();
    const auto saved = context->get_saved_variables();
    auto [dgate, dup] = op.call(gradients[0], saved[0], saved[1]);
    return {dgate, dup};
  }
};

}  // namespace

TORCH_LIBRARY_FRAGMENT(lathe, m) {
  m.def("swiglu_forward(Tensor gate, Tensor up) -> Tensor");
  m.def("swiglu_backward(Tensor dy, Tensor gate, Tensor up) -> (Tensor, Tensor)");
}
TORCH_LIBRARY_IMPL(lathe, CompositeExplicitAutograd, m) {
  m.impl("swiglu_forward", reference::swiglu_forward);
  m.impl("swiglu_backward", reference::swiglu_backward);
}
TORCH_LIBRARY_IMPL(lathe, CPU, m) {
  m.impl("swiglu_forward", cpu::swiglu_forward);
  m.impl("swiglu_backward", cpu::swiglu_backward);
}

at::Tensor swiglu(const at::Tensor& gate, const at::Tensor& up) {
  TORCH_CHECK(gate.sizes() == up.sizes() && gate.scalar_type() == up.scalar_type(), "[swiglu] gate is ", gate.sizes(), ", up is ",
              up.sizes());
  return Swiglu::apply(gate, up);
}

}  // namespace lathe::gpu
