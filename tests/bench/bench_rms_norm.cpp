// RMSNorm on the card: microseconds and achieved bandwidth, forward and backward, beside a copy of the same bytes.
// Rounds alternate the variants and the median is printed, since clocks drift.
#include <ATen/ATen.h>
#include <ATen/DeviceAccelerator.h>
#include <ATen/core/grad_mode.h>
#include <torch/library.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

#include "gpu/plugin.h"
#include "gpu/rms_norm.h"

namespace {

using Pair = std::tuple<at::Tensor, at::Tensor>;

double seconds(const std::function<void()>& work, int repeats) {
  at::accelerator::synchronizeDevice(0);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < repeats; ++i) work();
  at::accelerator::synchronizeDevice(0);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / repeats;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measure(int64_t rows, int64_t width) {
  constexpr int kRounds = 15, kRepeats = 50;
  const auto options = at::TensorOptions().dtype(at::kBFloat16).device(at::kCUDA);
  const at::Tensor x = at::randn({rows, width}, options), w = at::randn({width}, options), dy = at::randn({rows, width}, options);
  const at::Tensor from = at::randn({rows, width}, options), to = at::empty_like(from);
  const auto forward_op = c10::Dispatcher::singleton().findSchemaOrThrow("lathe::rms_norm_forward", "").typed<Pair(const at::Tensor&, const at::Tensor&, double)>();
  const auto backward_op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("lathe::rms_norm_backward", "")
                               .typed<Pair(const at::Tensor&, const at::Tensor&, const at::Tensor&, const at::Tensor&, bool)>();
  const at::Tensor rstd = std::get<1>(forward_op.call(x, w, 1e-6));
  const std::vector<std::function<void()>> variants = {[&] { to.copy_(from); }, [&] { forward_op.call(x, w, 1e-6); }, [&] { backward_op.call(dy, x, w, rstd, false); },
                                                       [&] { backward_op.call(dy, x, w, rstd, true); }};
  const double bytes[] = {4.0, 4.0, 6.0, 6.0};               // per element: read and written once each
  const char* names[] = {"copy", "forward", "backward dx", "backward dx dw"};
  std::vector<std::vector<double>> times(variants.size());
  for (const auto& variant : variants) seconds(variant, kRepeats);
  for (int round = 0; round < kRounds; ++round)
    for (size_t i = 0; i < variants.size(); ++i) times[i].push_back(seconds(variants[i], kRepeats));
  const double copy_rate = static_cast<double>(rows * width) * bytes[0] / median(times[0]);
  for (size_t i = 0; i < variants.size(); ++i) {
    const double time = median(times[i]), rate = static_cast<double>(rows * width) * bytes[i] / time;
    std::printf("%7lld x %5lld  %-15s %8.1f us  %7.0f GB/s  %3.0f %% of a copy\n", static_cast<long long>(rows), static_cast<long long>(width), names[i], time * 1e6, rate * 1e-9, 100 * rate / copy_rate);
  }
}

}  // namespace

int main() {
  if (!lathe::gpu::load_plugin().loaded || !at::hasCUDA()) {
    std::printf("skipped: no card\n");
    return 77;
  }
  const at::NoGradGuard quiet;
  for (const auto& [rows, width] : {std::pair{8192, 2560}, {8192, 1024}, {32768, 4096}, {262144, 128}, {626, 1024}}) measure(rows, width);
  return 0;
}
