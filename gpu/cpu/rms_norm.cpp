#include "gpu/cpu/rms_norm.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cmath>

#include "gpu/cpu/clones.h"
#include "gpu/reference/rms_norm.h"

namespace lathe::gpu::cpu {
namespace {

// Rows that share one partial sum of the weight's gradient: the sum does not depend on the number of threads.
constexpr int64_t kRowsOfAPartial = 64;

LATHE_CPU_CLONES void forward_rows(const float* x, const float* weight, float* y, float* rstd, int64_t rows, int64_t width, float epsilon) {
  for (int64_t row = 0; row < rows; ++row, x += width, y += width) {
    float squares = 0;
#pragma omp simd reduction(+ : squares)
    for (int64_t i = 0; i < width; ++i) squares += x[i] * x[i];
    const float r = 1 / std::sqrt(squares / static_cast<float>(width) + epsilon);
    rstd[row] = r;
#pragma omp simd
    for (int64_t i = 0; i < width; ++i) y[i] = weight[i] * (x[i] * r);
  }
}

// `dw` of these rows is added up, where it is wanted.
LATHE_CPU_CLONES void backward_rows(const float* dy, const float* x, const float* weight, const float* rstd, float* dx, float* dw, int64_t rows, int64_t width) {
  for (int64_t row = 0; row < rows; ++row, x += width, dy += width, dx += width) {
    const float r = rstd[row];
    float dot = 0;
#pragma omp simd reduction(+ : dot)
    for (int64_t i = 0; i < width; ++i) dot += dy[i] * weight[i] * x[i];
    const float share = dot * r * r / static_cast<float>(width);
#pragma omp simd
    for (int64_t i = 0; i < width; ++i) dx[i] = r * (dy[i] * weight[i] - x[i] * share);
    if (!dw) continue;
#pragma omp simd
    for (int64_t i = 0; i < width; ++i) dw[i] += dy[i] * x[i] * r;
  }
}

}  // namespace

std::tuple<at::Tensor, at::Tensor> rms_norm_forward(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
  if (x.scalar_type() != at::kFloat) return reference::rms_norm_forward(x, weight, epsilon);
  const at::Tensor in = x.contiguous(), scale = weight.contiguous();
  const int64_t width = x.size(-1), rows = in.numel() / std::max<int64_t>(width, 1);
  auto rstd_shape = x.sizes().vec();
  rstd_shape.back() = 1;
  const at::Tensor y = at::empty_like(in), rstd = at::empty(rstd_shape, in.options());
  const float *from = in.const_data_ptr<float>(), *by = scale.const_data_ptr<float>();
  float *to = y.mutable_data_ptr<float>(), *of_row = rstd.mutable_data_ptr<float>();
  at::parallel_for(0, rows, std::max<int64_t>(1, 32768 / std::max<int64_t>(width, 1)), [&](int64_t begin, int64_t end) {
    forward_rows(from + begin * width, by, to + begin * width, of_row + begin, end - begin, width, static_cast<float>(epsilon));
  });
  return {y, rstd};
}

std::tuple<at::Tensor, at::Tensor> rms_norm_backward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& rstd,
                                                     bool weight_gradient) {
  if (x.scalar_type() != at::kFloat) return reference::rms_norm_backward(dy, x, weight, rstd, weight_gradient);
  const at::Tensor gradient = dy.contiguous(), in = x.contiguous(), scale = weight.contiguous(), of_row = rstd.contiguous();
  const int64_t width = x.size(-1), rows = in.numel() / std::max<int64_t>(width, 1), parts = (rows + kRowsOfAPartial - 1) / kRowsOfAPartial;
  const at::Tensor dx = at::empty_like(in), partials = weight_gradient ? at::zeros({parts, width}, in.options()) : at::Tensor();
  const float *upstream = gradient.const_data_ptr<float>(), *from = in.const_data_ptr<float>(), *by = scale.const_data_ptr<float>(), *r = of_row.const_data_ptr<float>();
  float *to = dx.mutable_data_ptr<float>(), *sums = weight_gradient ? partials.mutable_data_ptr<float>() : nullptr;
  at::parallel_for(0, parts, std::max<int64_t>(1, 32768 / std::max<int64_t>(kRowsOfAPartial * width, 1)), [&](int64_t begin, int64_t end) {
    for (int64_t part = begin; part < end; ++part) {
      const int64_t first = part * kRowsOfAPartial, size = std::min(kRowsOfAPartial, rows - first), at = first * width;
      backward_rows(upstream + at, from + at, by, r + first, to + at, sums ? sums + part * width : nullptr, size, width);
    }
  });
  return {dx, weight_gradient ? partials.sum(0) : at::Tensor()};
}

}  // namespace lathe::gpu::cpu
