// The dropout mask as a loop.
#pragma once
#include "gpu/dropout.h"

namespace lathe::gpu::cpu {

at::Tensor dropout_mask(int64_t channels, double share, const DropoutKey& key);      // [T, channels] bool

}  // namespace lathe::gpu::cpu
