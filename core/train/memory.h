// Memory in use: the device allocator's peak, or the process's own on the processor.
#pragma once
#include <c10/core/Device.h>

#include <cstdint>

namespace lathe::train {

// Peak of the device's allocator, or what this process holds of main memory.
int64_t memory_used(const at::Device& device);
void reset_peak(const at::Device& device);
// Gives what the allocator keeps for later back to the device. A device that has died keeps it.
void release_memory(const at::Device& device) noexcept;

}  // namespace lathe::train
