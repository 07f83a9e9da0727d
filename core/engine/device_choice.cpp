#include "core/engine/device_choice.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

namespace lathe::engine {

DeviceChoice choose_device(const config::DeviceConfig& wanted, const Hardware& hardware) {
  if (wanted.kind == "cuda" && !hardware.cuda_ready)
    throw Error("device.not_ready", phrase(LATHE_TR("[device] the card cannot be used. {0}"), hardware.sentence),
                phrase(LATHE_TR("Mend that, or choose the device \"auto\" or \"cpu\".")));
  if (wanted.kind != "cpu" && hardware.cuda_ready) return {at::Device(at::kCUDA, 0), hardware.cards.front().name, {}};
  const int threads = wanted.threads > 0 ? wanted.threads : hardware.physical_cores;
  DeviceChoice out{at::kCPU, "cpu, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads"), {}};
  if (wanted.kind == "auto") out.notice = hardware.sentence;
  return out;
}

void use_threads(int threads) {
  if (at::get_num_interop_threads() != 1) at::set_num_interop_threads(1);   // may be set once in a process
  at::set_num_threads(threads);
}

at::ScalarType compute_dtype(const config::ModelConfig& model, const at::Device& device) {
  if (model.dtype == "bf16") return at::kBFloat16;
  if (model.dtype == "fp32") return at::kFloat;
  return device.is_cpu() ? at::kFloat : at::kBFloat16;
}

}  // namespace lathe::engine
