#include "gpu/reference/swiglu.h"

#include <ATen/ATen.h>

namespace lathe::gpu::reference {

at::Tensor swiglu_forward(const at::Tensor& gate, const at::Tensor& up) { return at::silu(gate) * up; }

std::tuple<at::Tensor, at::Tensor> swiglu_backward(const at::Tensor& dy, const at::Tensor& gate, const at::Tensor& up) {
  return {at::silu_backward(dy * up, gate), dy * at::silu(gate)};
}

}  // namespace lathe::gpu::reference
