// Binds the kernels of rms_norm.cu to the operators that gpu/rms_norm.cpp declares.
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros_like.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "gpu/kernels/rms_norm.h"

namespace lathe::gpu::kernels {
namespace {

Element element_of(const at::Tensor& x) {
  TORCH_CHECK(x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16, "[rms_norm] a card takes fp32 and bf16, not ", x.scalar_type());
  TORCH_CHECK(x.size(-1) <= kWidestRow, "[rms_norm] rows of ", x.size(-1), " are wider than ", kWidestRow);
  return x.scalar_type() == at::kFloat ? Element::fp32 : Element::bf16;
}

// [rows, width] with neighbouring elements side by side.
at::Tensor as_rows(const at::Tensor& x) {
  const at::Tensor rows = x.reshape({-1, x.size(-1)});
  return rows.stride(1) == 1 ? rows : rows.contiguous();
}

std::tuple<at::Tensor, at::Tensor> forward(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
  const c10::cuda::CUDAGuard guard(x.device());
  const Element element = element_of(x);
  const at::Tensor rows = as_rows(x), scale = weight.contiguous();
  const at::Tensor y = at::empty(rows.sizes(), rows.options()), rstd = at::empty({rows.size(0)}, rows.options().dtype(at::kFloat));
  C10_CUDA_CHECK(rms_norm_forward({element, rows.const_data_ptr(), scale.const_data_ptr(), y.mutable_data_ptr(), rstd.mutable_data_ptr<float>(), rows.size(0),
                                   rows.size(1), rows.stride(0), y.stride(0), static_cast<float>(epsilon)},
                                  c10::cuda::getCurrentCUDAStream()));
  auto rstd_shape = x.sizes().vec();
  rstd_shape.back() = 1;
  return {y.view(x.sizes()), rstd.view(rstd_shape)};
}

std::tuple<at::Tensor, at::Tensor> backward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& rstd, bool weight_gradient) {
  const c10::cuda::CUDAGuard guard(x.device());
  const Element element = element_of(x);
  const at::Tensor rows = as_rows(x), gradient = as_rows(dy), scale = weight.contiguous(), of_row = rstd.contiguous();
  const at::Tensor dx = at::empty(rows.sizes(), rows.options());
  at::Tensor dw, partials;
  if (weight_gradient) {
    dw = rows.size(0) == 0 ? at::zeros_like(scale) : at::empty_like(scale);
    partials = at::empty({kWeightPartials, rows.size(1)}, rows.options().dtype(at::kFloat));
  }
  C10_CUDA_CHECK(rms_norm_backward({element, gradient.const_data_ptr(), rows.const_data_ptr(), scale.const_data_ptr(), of_row.const_data_ptr<float>(),
                                    dx.mutable_data_ptr(), weight_gradient ? dw.mutable_data_ptr() : nullptr,
                                    weight_gradient ? partials.mutable_data_ptr<float>() : nullptr, rows.size(0), rows.size(1), gradient.stride(0),
                                    rows.stride(0), dx.stride(0)},
                                   c10::cuda::getCurrentCUDAStream()));
  return {dx.view(x.sizes()), dw};
}

}  // namespace

TORCH_LIBRARY_IMPL(lathe, CUDA, m) {
  m.impl("rms_norm_forward", forward);
  m.impl("rms_norm_backward", backward);
}

}  // namespace lathe::gpu::kernels
