// The dropout mask in plain ATen: Philox in 64-bit integers, on any device.
#pragma once
#include "gpu/dropout.h"

namespace lathe::gpu::reference {

at::Tensor dropout_mask(int64_t channels, double share, const DropoutKey& key);      // [T, channels] bool

}  // namespace lathe::gpu::reference
