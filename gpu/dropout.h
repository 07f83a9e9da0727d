// Counter-based dropout: whether a number is dropped depends on (seed, step, record, position, site, channel) alone, so
// that packing, recomputation and resuming change no mask.
// T tokens, K channels
#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace lathe::gpu {

// Philox key = seed; counter = {record, step, position (24 bits) and channel/4 (low 8), site (24 bits) and channel/4
// (high 8)}; word channel%4 of the result is compared with share * 2^32.
struct DropoutKey {
  uint64_t seed = 0;
  int64_t step = 0;
  uint64_t site = 0;
  at::Tensor records_T, positions_T;     // int64
};

// x where kept, divided by (1 - share), else 0. Differentiable.
at::Tensor dropout(const at::Tensor& x_TK, double share, const DropoutKey& key);
// [T, channels]: 1 where kept, else 0.
at::Tensor dropout_mask(int64_t channels, double share, const DropoutKey& key, at::ScalarType type);

}  // namespace lathe::gpu
