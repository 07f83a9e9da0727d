// RMSNorm on a card, forward and backward. Raw pointers, so that the kernel file needs no ATen (performance.md 2.10).
#pragma once
#include <cuda_runtime_api.h>

#include <cstdint>

namespace lathe::gpu::kernels {

enum class Element { fp32, bf16 };

// The number of rows that share one partial sum of the weight's gradient does not depend on the card: equal bits on all.
inline constexpr int64_t kWeightPartials = 512;
inline constexpr int64_t kWidestRow = 16384;

// y = w * round(x * rstd), rstd = 1 / sqrt(mean(x^2) + epsilon); fp32 arithmetic. Strides count elements between rows.
struct RmsNormForward {
  Element element;
  const void *x, *weight;
  void* y;
  float* rstd;                           // [rows]
  int64_t rows, width, x_stride, y_stride;
  float epsilon;
};
cudaError_t rms_norm_forward(const RmsNormForward& a, cudaStream_t stream);

// dx = rstd * (a - xhat * mean(a * xhat)) with a = dy * w; dw = sum over rows of dy * xhat, in a fixed order.
struct RmsNormBackward {
  Element element;
  const void *dy, *x, *weight;
  const float* rstd;
  void *dx, *dw;                         // dw null: not wanted
  float* partials;                       // [kWeightPartials, width] when dw is wanted
  int64_t rows, width, dy_stride, x_stride, dx_stride;
};
cudaError_t rms_norm_backward(const RmsNormBackward& a, cudaStream_t stream);

}  // namespace lathe::gpu::kernels
