// Which device a job works on, and with how many threads.
#pragma once
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <optional>
#include <string>

#include "core/config/run_config.h"
#include "core/engine/hardware.h"

namespace lathe::engine {

struct DeviceChoice {
  at::Device device = at::kCPU;
  std::string name;                      // "cpu, 2 threads" or the card's name
  std::optional<Phrase> notice;          // why the processor is used although the choice was left open
};

// `auto` takes the processor when the card is not ready and says why; `cuda` throws Error device.not_ready.
DeviceChoice choose_device(const config::DeviceConfig& wanted, const Hardware& hardware);
// For the calling thread, which does the work.
void use_threads(int threads);
at::ScalarType compute_dtype(const config::ModelConfig& model, const at::Device& device);

}  // namespace lathe::engine
