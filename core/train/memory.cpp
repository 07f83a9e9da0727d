#include "core/train/memory.h"

#include <ATen/Context.h>
#include <ATen/DeviceAccelerator.h>
#include <unistd.h>

#include <exception>
#include <fstream>

#include "gpu/plugin.h"

namespace lathe::train {

int64_t memory_used(const at::Device& device) {
  if (!device.is_cpu()) return at::accelerator::getDeviceStats(device.index()).allocated_bytes[0].peak;
  int64_t total = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident * ::sysconf(_SC_PAGESIZE);
}

void reset_peak(const at::Device& device) {
  if (device.is_cpu()) return;
  at::globalContext().lazyInitDevice(device.type());   // before its first use the allocator knows no device
  at::accelerator::resetPeakStats(device.index());
}

void release_memory(const at::Device& device) noexcept {
  if (device.is_cpu()) return;
  try {
    gpu::release_workspaces();
    at::accelerator::emptyCache();
  } catch (const std::exception&) {
    // The fault that killed the device was told where it happened.
  }
}

}  // namespace lathe::train
