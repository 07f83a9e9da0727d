#include "gpu/reference/rope.h"

#include <ATen/ATen.h>

namespace lathe::gpu::reference {

at::Tensor rotate(const at::Tensor& x_THD, const at::Tensor& cos, const at::Tensor& sin, bool inverse) {
  const int64_t half = x_THD.size(-1) / 2;
  const at::ScalarType type = x_THD.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  const at::Tensor wide = x_THD.to(type), c = cos.to(type).unsqueeze(1), s = (inverse ? -sin : sin).to(type).unsqueeze(1);
  const at::Tensor first = wide.narrow(-1, 0, half), second = wide.narrow(-1, half, half);
  return at::cat({first * c - second * s, second * c + first * s}, -1).to(x_THD.scalar_type());
}

}  // namespace lathe::gpu::reference
