// Every own operation on a card against its plain version in fp64. A plain program, so that it can be carried to a
// machine that has a card but no Qt. "kernel_check cpu" runs the same on the processor. Exit code 0: all agree.
#include <ATen/Context.h>

#include <cstdio>
#include <cstring>
#include <map>

#include "gpu/plugin.h"
#include "tests/gpu/kernel_cases.h"

int main(int argc, char** argv) {
  const bool on_cpu = argc > 1 && std::strcmp(argv[1], "cpu") == 0;
  const lathe::gpu::Plugin& plugin = lathe::gpu::load_plugin();
  if (!on_cpu && (!plugin.loaded || !at::hasCUDA())) {
    std::printf("skipped: no card (%s)\n", plugin.loaded ? "the plugin is loaded" : plugin.fault.c_str());
    return 77;
  }
  const c10::Device device = on_cpu ? c10::Device(c10::kCPU) : c10::Device(c10::kCUDA, 0);
  using namespace lathe::tests;
  int failed = 0;
  std::map<std::string, std::pair<int, double>> worst;       // by operation and output: cases, largest share of the tolerance
  for (const auto& results : {rms_norm_results(device), rope_results(device), swiglu_results(device), attention_results(device), cross_entropy_results(device), dropout_results(device)})
    for (const KernelResult& result : results) {
      const std::string key = result.name.substr(0, result.name.find(' ')) + result.name.substr(result.name.rfind(' ')) + (result.name.find("bf16") != std::string::npos ? " bf16" : " fp32");
      auto& [cases, error] = worst[key];
      ++cases;
      error = std::max(error, result.error);
      if (result.passed()) continue;
      ++failed;
      std::printf("FAILED %s: error %.2e, allowed %.0e%s\n", result.name.c_str(), result.error, result.tolerance, result.repeats ? "" : ", two runs differ");
    }
  for (const auto& [key, value] : worst) std::printf("%-28s %3d cases, largest error %.2e\n", key.c_str(), value.first, value.second);
  std::printf("%s\n", failed == 0 ? "all agree" : "some do not agree");
  return failed == 0 ? 0 : 1;
}
