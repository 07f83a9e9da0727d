#include "gpu/cpu/swiglu.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <math.h>

#include "gpu/cpu/clones.h"
#include "gpu/reference/swiglu.h"

namespace lathe::gpu::cpu {
namespace {

constexpr int64_t kGrain = 8192;

// expf at most four units in the last place off, from the vector library of the C library.
LATHE_CPU_CLONES void forward_elements(const float* gate, const float* up, float* y, int64_t count) {
#pragma omp simd
  for (int64_t i = 0; i < count; ++i) y[i] = gate[i] / (1 + expf(-gate[i])) * up[i];
}

LATHE_CPU_CLONES void backward_elements(const float* dy, const float* gate, const float* up, float* dgate, float* dup, int64_t count) {
#pragma omp simd
  for (int64_t i = 0; i < count; ++i) {
    const float sigmoid = 1 / (1 + expf(-gate[i])), silu = gate[i] * sigmoid;
    dup[i] = dy[i] * silu;
    dgate[i] = dy[i] * up[i] * (sigmoid + silu * (1 - sigmoid));
  }
}

}  // namespace

at::Tensor swiglu_forward(const at::Tensor& gate, const at::Tensor& up) {
  if (gate.scalar_type() != at::kFloat) return reference::swiglu_forward(gate, up);
  const at::Tensor g = gate.contiguous(), u = up.contiguous(), y = at::empty_like(g);
  const float *from = g.const_data_ptr<float>(), *by = u.const_data_ptr<float>();
  float* to = y.mutable_data_ptr<float>();
  at::parallel_for(0, g.numel(), kGrain, [&](int64_t begin, int64_t end) { forward_elements(from + begin, by + begin, to + begin, end - begin); });
  return y;
}

std::tuple<at::Tensor, at::Tensor> swiglu_backward(const at::Tensor& dy, const at::Tensor& gate, const at::Tensor& up) {
  if (gate.scalar_type() != at::kFloat) return reference::swiglu_backward(dy, gate, up);
  const at::Tensor d = dy.contiguous(), g = gate.contiguous(), u = up.contiguous(), dgate = at::empty_like(g), dup = at::empty_like(g);
  const float *upstream = d.const_data_ptr<float>(), *from = g.const_data_ptr<float>(), *by = u.const_data_ptr<float>();
  float *to_gate = dgate.mutable_data_ptr<float>(), *to_up = dup.mutable_data_ptr<float>();
  at::parallel_for(0, g.numel(), kGrain, [&](int64_t begin, int64_t end) {
    backward_elements(upstream + begin, from + begin, by + begin, to_gate + begin, to_up + begin, end - begin);
  });
  return {dgate, dup};
}

}  // namespace lathe::gpu::cpu
