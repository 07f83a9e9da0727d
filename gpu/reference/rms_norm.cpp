#include "gpu/reference/rms_norm.h"

#include <ATen/ATen.h>

namespace lathe::gpu::reference {
namespace {
at::ScalarType wide(const at::Tensor& x) { return x.scalar_type() == at::kDouble ? at::kDouble : at::kFloat; }
}  // namespace

std::tuple<at::Tensor, at::Tensor> rms_norm_forward(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
  const at::Tensor wide_x = x.to(wide(x));
  const at::Tensor rstd = (wide_x.square().mean(-1, true) + epsilon).rsqrt();
  return {weight * (wide_x * rstd).to(x.scalar_type()), rstd};
}

std::tuple<at::Tensor, at::Tensor> rms_norm_backward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight,
                                                     const at::Tensor& rstd, bool weight_gradient) {
  const at::ScalarType type = wide(x);
  const at::Tensor wide_dy = dy.to(type), normed = x.to(type) * rstd;
  const at::Tensor scaled = wide_dy * weight.to(type);
  const at::Tensor dx = (rstd * (scaled - normed * (scaled * normed).mean(-1, true))).to(x.scalar_type());
  if (!weight_gradient) return {dx, at::Tensor()};
  return {dx, (wide_dy * normed).reshape({-1, x.size(-1)}).sum(0).to(weight.scalar_type())};
}

}  // namespace lathe::gpu::reference
