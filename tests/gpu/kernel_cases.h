// Each own operation against its plain version in fp64, over types and odd sizes: on the processor in the Qt Test
// program, on a card in kernel_check. No Qt here.
#pragma once
#include <c10/core/Device.h>

#include <string>
#include <vector>

namespace lathe::tests {

struct KernelResult {
  std::string name;                      // "rms_norm dx bf16 7 x 896"
  double error = 0;                      // |result - reference| / |reference|
  double tolerance = 0;
  bool repeats = true;                   // a second run gave the same bits
  bool passed() const { return error <= tolerance && repeats; }
};

std::vector<KernelResult> rms_norm_results(const c10::Device& device);
std::vector<KernelResult> rope_results(const c10::Device& device);
std::vector<KernelResult> swiglu_results(const c10::Device& device);
std::vector<KernelResult> attention_results(const c10::Device& device);
std::vector<KernelResult> cross_entropy_results(const c10::Device& device);
std::vector<KernelResult> dropout_results(const c10::Device& device);

}  // namespace lathe::tests
