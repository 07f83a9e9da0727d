#include "gpu/cpu/rope.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "gpu/cpu/clones.h"
#include "gpu/reference/rope.h"

namespace lathe::gpu::cpu {
namespace {

// All heads of some tokens; `sign` is -1 to turn back.
LATHE_CPU_CLONES void rotate_tokens(const float* x, const float* cos, const float* sin, float* y, int64_t tokens, int64_t heads, int64_t half, float sign) {
  for (int64_t t = 0; t < tokens; ++t, cos += half, sin += half)
    for (int64_t h = 0; h < heads; ++h, x += 2 * half, y += 2 * half) {
#pragma omp simd
      for (int64_t i = 0; i < half; ++i) {
        const float a = x[i], b = x[half + i], s = sign * sin[i];
        y[i] = a * cos[i] - b * s;
        y[half + i] = b * cos[i] + a * s;
      }
    }
}

}  // namespace

at::Tensor rotate(const at::Tensor& x_THD, const at::Tensor& cos, const at::Tensor& sin, bool inverse) {
  if (x_THD.scalar_type() != at::kFloat || cos.scalar_type() != at::kFloat) return reference::rotate(x_THD, cos, sin, inverse);
  const at::Tensor in = x_THD.contiguous(), c = cos.contiguous(), s = sin.contiguous(), y = at::empty_like(in);
  const int64_t heads = in.size(1), half = in.size(2) / 2, row = heads * 2 * half;
  const float *from = in.const_data_ptr<float>(), *cosine = c.const_data_ptr<float>(), *sine = s.const_data_ptr<float>();
  float* to = y.mutable_data_ptr<float>();
  at::parallel_for(0, in.size(0), std::max<int64_t>(1, 32768 / std::max<int64_t>(row, 1)), [&](int64_t begin, int64_t end) {
    rotate_tokens(from + begin * row, cosine + begin * half, sine + begin * half, to + begin * row, end - begin, heads, half, inverse ? -1.0F : 1.0F);
  });
  return y;
}

}  // namespace lathe::gpu::cpu
