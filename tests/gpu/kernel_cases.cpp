#include "tests/gpu/kernel_cases.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <functional>
#include <limits>

#include "gpu/attention.h"
#include "gpu/cross_entropy.h"
#include "gpu/dropout.h"
#include "gpu/reference/attention.h"
#include "gpu/reference/dropout.h"
#include "gpu/reference/rms_norm.h"
#include "gpu/reference/rope.h"
#include "gpu/reference/swiglu.h"
#include "gpu/rms_norm.h"
#include "gpu/rope.h"
#include "gpu/swiglu.h"

namespace lathe::tests {
namespace {

using Tensors = std::vector<at::Tensor>;

// Memory that operations take for their results holds NaN, so that an element nobody wrote is seen. Repeatable mode is
// on, and what has no repeatable form throws: without it FlashAttention adds in any order.
class Poison {
 public:
  Poison() { set(true); }
  ~Poison() { set(false); }
  Poison(const Poison&) = delete;
  Poison& operator=(const Poison&) = delete;

 private:
  static void set(bool on) {
    at::globalContext().setDeterministicAlgorithms(on, /*warn_only=*/false);
    at::globalContext().setDeterministicFillUninitializedMemory(on);
  }
};

at::Tensor random(std::vector<int64_t> shape, at::ScalarType type, const c10::Device& device) {
  return at::randn(shape, at::kFloat).to(device, type);
}

double error_of(const at::Tensor& result, const at::Tensor& reference) {
  const at::Tensor wide = reference.to(at::kCPU, at::kDouble), off = result.detach().to(at::kCPU, at::kDouble) - wide;
  const double norm = wide.norm().item<double>(), error = off.norm().item<double>() / (norm > 0 ? norm : 1);
  return std::isfinite(error) ? error : std::numeric_limits<double>::infinity();
}

// Inputs as leaves; the result and the gradient of each for one random upstream gradient.
Tensors with_gradients(const Tensors& inputs, const at::Tensor& upstream, const std::function<at::Tensor(const Tensors&)>& operation) {
  Tensors leaves;
  for (const at::Tensor& input : inputs) leaves.push_back(input.detach().clone().requires_grad_(true));
  const at::Tensor out = operation(leaves);
  out.backward(upstream.defined() ? upstream : at::Tensor());
  Tensors all = {out.detach()};
  for (const at::Tensor& leaf : leaves) all.push_back(leaf.grad());
  return all;
}

struct Outputs {
  std::vector<std::string> names;
  std::vector<double> tolerances;
};

void compare(std::vector<KernelResult>& results, const std::string& name, const Outputs& outputs, const std::function<Tensors()>& operation, const Tensors& reference) {
  Tensors first, second;
  {
    const Poison poison;
    first = operation();
    second = operation();
  }
  for (size_t i = 0; i < reference.size(); ++i)
    results.push_back({name + " " + outputs.names[i], error_of(first[i], reference[i]), outputs.tolerances[i], at::equal(first[i], second[i])});
}

std::string label(const char* what, at::ScalarType type, const std::vector<int64_t>& sizes) {
  std::string out = std::string(what) + (type == at::kFloat ? " fp32" : " bf16");
  for (size_t i = 0; i < sizes.size(); ++i) out += (i == 0 ? " " : " x ") + std::to_string(sizes[i]);
  return out;
}

}  // namespace

std::vector<KernelResult> rms_norm_results(const c10::Device& device) {
  std::vector<KernelResult> results;
  at::manual_seed(1);
  const auto run = [&](const at::Tensor& x, const at::Tensor& weight, const std::string& name) {
    const bool half = x.scalar_type() == at::kBFloat16;
    const at::Tensor upstream = random(x.sizes().vec(), x.scalar_type(), device);
    const at::Tensor wide_x = x.to(at::kCPU, at::kDouble), wide_w = weight.to(at::kCPU, at::kDouble);
    const auto [y, rstd] = gpu::reference::rms_norm_forward(wide_x, wide_w, 1e-6);
    const auto [dx, dw] = gpu::reference::rms_norm_backward(upstream.to(at::kCPU, at::kDouble), wide_x, wide_w, rstd, true);
    const Outputs outputs{{"y", "dx", "dw"}, half ? std::vector{3e-3, 3e-3, 3e-3} : std::vector{1e-6, 1e-6, 1e-6}};
    compare(results, name, outputs, [&] { return with_gradients({x, weight}, upstream, [](const Tensors& in) { return gpu::rms_norm(in[0], in[1], 1e-6); }); }, {y, dx, dw});
  };
  for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
    for (const int64_t rows : {1, 7, 128, 1000})
      for (const int64_t width : {8, 63, 64, 896, 1024, 2560, 4096})
        run(random({rows, width}, type, device), random({width}, type, device), label("rms_norm", type, {rows, width}));
    run(random({31, 5, 128}, type, device), random({128}, type, device), label("rms_norm heads", type, {31, 5, 128}));
    run(random({64, 2, 256}, type, device).select(1, 1), random({256}, type, device), label("rms_norm strided rows", type, {64, 256}));
    run(random({3, 8192 + 1}, type, device).narrow(1, 1, 8192), random({8192}, type, device), label("rms_norm unaligned", type, {3, 8192}));
    run(random({20000, 64}, type, device), random({64}, type, device), label("rms_norm", type, {20000, 64}));
  }
  return results;
}

std::vector<KernelResult> rope_results(const c10::Device& device) {
  std::vector<KernelResult> results;
  at::manual_seed(2);
  for (const at::ScalarType type : {at::kFloat, at::kBFloat16})
    for (const int64_t rows : {1, 7, 1000})
      for (const int64_t width : {2, 8, 64, 128, 130}) {
        const at::Tensor x = random({rows, 3, width}, type, device), upstream = random({rows, 3, width}, type, device);
        const gpu::RopeTable table = gpu::rope_table(at::randint(0, 5000, {rows}, at::kLong).to(device), gpu::inverse_frequencies(width, 1e6));
        const at::Tensor cos = table.cos.to(at::kCPU, at::kDouble), sin = table.sin.to(at::kCPU, at::kDouble);
        const Tensors reference = {gpu::reference::rotate(x.to(at::kCPU, at::kDouble), cos, sin, false),
                                   gpu::reference::rotate(upstream.to(at::kCPU, at::kDouble), cos, sin, true)};
        // One rounding is 2e-3 of a long vector, up to 4e-3 of a single number.
        const double tolerance = type == at::kFloat ? 1e-6 : x.numel() < 100 ? 4e-3 : 2e-3;
        compare(results, label("rope", type, {rows, 3, width}), {{"y", "dx"}, {tolerance, tolerance}},
                [&] { return with_gradients({x}, upstream, [&](const Tensors& in) { return gpu::rope(in[0], table); }); }, reference);
      }
  return results;
}

std::vector<KernelResult> swiglu_results(const c10::Device& device) {
  std::vector<KernelResult> results;
  at::manual_seed(3);
  for (const at::ScalarType type : {at::kFloat, at::kBFloat16})
    for (const int64_t rows : {1, 7, 1000})
      for (const int64_t width : {1, 63, 172, 3072}) {
        const at::Tensor gate = random({rows, width}, type, device), up = random({rows, width}, type, device), upstream = random({rows, width}, type, device);
        const auto wide = [](const at::Tensor& x) { return x.to(at::kCPU, at::kDouble); };
        const auto [dgate, dup] = gpu::reference::swiglu_backward(wide(upstream), wide(gate), wide(up));
        const double tolerance = type == at::kFloat ? 1e-6 : 5e-3;
        compare(results, label("swiglu", type, {rows, width}), {{"y", "dgate", "dup"}, {tolerance, tolerance, tolerance}},
                [&] { return with_gradients({gate, up}, upstream, [](const Tensors& in) { return gpu::swiglu(in[0], in[1]); }); },
                {gpu::reference::swiglu_forward(wide(gate), wide(up)), dgate, dup});
      }
  return results;
}

std::vector<KernelResult> attention_results(const c10::Device& device) {
  std::vector<KernelResult> results;
  at::manual_seed(4);
  struct Shape {
    int64_t heads, kv_heads, width;
    std::vector<int32_t> cu_q, cu_k;
    gpu::Sight sight = {};
  };
  const std::vector<Shape> shapes = {{4, 2, 16, {0, 1}, {0, 1}},
                                     {4, 2, 16, {0, 7, 8, 27}, {0, 7, 8, 27}},
                                     {8, 8, 64, {0, 130, 131, 400}, {0, 130, 131, 400}},
                                     {16, 8, 128, {0, 33, 533}, {0, 33, 533}},
                                     {4, 1, 24, {0, 5, 6, 40}, {0, 25, 46, 100}},           // 20 keys before each
                                     {4, 4, 8, {0, 1}, {0, 301}},                           // one token, a long cache
                                     {4, 2, 16, {0, 7, 8, 60}, {0, 7, 8, 60}, {true, 7}},   // windows
                                     {4, 2, 16, {0, 5, 6, 40}, {0, 25, 46, 100}, {true, 9}},
                                     {4, 4, 8, {0, 1}, {0, 301}, {true, 30}},
                                     {4, 4, 16, {0, 7, 8, 60}, {0, 7, 8, 60}, {false, 0}}}; // an encoder
  for (const at::ScalarType type : {at::kFloat, at::kBFloat16})
    for (const Shape& s : shapes) {
      const at::Tensor q = random({s.cu_q.back(), s.heads, s.width}, type, device), k = random({s.cu_k.back(), s.kv_heads, s.width}, type, device),
                       v = random(k.sizes().vec(), type, device), upstream = random(q.sizes().vec(), type, device);
      gpu::Segments segments = gpu::make_segments(s.cu_q, s.cu_k, device), on_host = gpu::make_segments(s.cu_q, s.cu_k, at::kCPU);
      segments.sight = on_host.sight = s.sight;
      const auto wide = [](const at::Tensor& x) { return x.to(at::kCPU, at::kDouble); };
      const Tensors reference = with_gradients({wide(q), wide(k), wide(v)}, wide(upstream), [&](const Tensors& in) { return gpu::reference::attention(in[0], in[1], in[2], on_host); });
      const bool exact = type == at::kFloat;
      compare(results, label("attention", type, {s.cu_q.back(), s.cu_k.back(), s.heads, s.kv_heads, s.width, s.sight.causal, s.sight.window}),
              {{"out", "dq", "dk", "dv"}, exact ? std::vector{2e-6, 3e-6, 3e-6, 3e-6} : std::vector{3e-3, 8e-3, 8e-3, 5e-3}},
              [&] { return with_gradients({q, k, v}, upstream, [&](const Tensors& in) { return gpu::attention(in[0], in[1], in[2], segments); }); }, reference);
    }
  return results;
}

std::vector<KernelResult> cross_entropy_results(const c10::Device& device) {
  std::vector<KernelResult> results;
  at::manual_seed(5);
  for (const at::ScalarType type : {at::kFloat, at::kBFloat16})
    for (const int64_t vocabulary : {2, 97, 512, 151936}) {
      if (vocabulary > 100000 && device.is_cpu()) continue;
      const int64_t tokens = 3000, width = 24;
      const at::Tensor hidden = random({tokens, width}, type, device), head = random({vocabulary, width}, type, device);
      const at::Tensor rows = at::arange(1, tokens, 2, at::kLong).to(device), targets = at::randint(0, vocabulary, {rows.size(0)}, at::kLong).to(device);
      const auto wide = [](const at::Tensor& x) { return x.to(at::kCPU, at::kDouble); };
      const Tensors reference = with_gradients({wide(hidden), wide(head)}, {}, [&](const Tensors& in) {
        const at::Tensor logits = at::matmul(in[0].index_select(0, rows.cpu()), in[1].t());
        return at::nll_loss(at::log_softmax(logits, 1), targets.cpu(), {}, at::Reduction::Sum);
      });
      const bool exact = type == at::kFloat;
      compare(results, label("cross_entropy", type, {tokens, width, vocabulary}), {{"loss", "dhidden", "dhead"}, exact ? std::vector{1e-6, 2e-6, 5e-6} : std::vector{2e-3, 8e-3, 8e-3}},
              [&] { return with_gradients({hidden, head}, {}, [&](const Tensors& in) { return gpu::linear_cross_entropy(in[0], in[1], rows, targets); }); }, reference);
    }
  return results;
}

std::vector<KernelResult> dropout_results(const c10::Device& device) {
  std::vector<KernelResult> results;
  at::manual_seed(6);
  for (const int64_t channels : {1, 3, 64, 1030}) {
    gpu::DropoutKey key{0x123456789ABCDEFULL, 77, 13, at::randint(0, 1000, {50}, at::kLong), at::arange(50, at::kLong)};
    const at::Tensor reference = gpu::reference::dropout_mask(channels, 0.3, key).to(at::kDouble);
    key.records_T = key.records_T.to(device);
    key.positions_T = key.positions_T.to(device);
    compare(results, label("dropout", at::kFloat, {50, channels}), {{"mask"}, {0.0}}, [&] { return Tensors{gpu::dropout_mask(channels, 0.3, key, at::kFloat)}; }, {reference});
  }
  return results;
}

}  // namespace lathe::tests
