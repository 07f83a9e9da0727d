#include "gpu/cpu/dropout.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include "gpu/philox.h"

namespace lathe::gpu::cpu {

at::Tensor dropout_mask(int64_t channels, double share, const DropoutKey& key) {
  const int64_t tokens = key.records_T.size(0), groups = (channels + 3) / 4;
  const at::Tensor mask = at::empty({tokens, channels}, at::kBool);
  const at::Tensor records = key.records_T.contiguous(), positions = key.positions_T.contiguous();
  const int64_t *record = records.const_data_ptr<int64_t>(), *position = positions.const_data_ptr<int64_t>();
  bool* out = mask.mutable_data_ptr<bool>();
  const auto threshold = static_cast<uint32_t>(share * 4294967296.0);
  const auto site = static_cast<uint32_t>(key.site << 8), step = static_cast<uint32_t>(key.step);
  const auto key0 = static_cast<uint32_t>(key.seed), key1 = static_cast<uint32_t>(key.seed >> 32);
  at::parallel_for(0, tokens, std::max<int64_t>(1, 32768 / channels), [&](int64_t begin, int64_t end) {
    for (int64_t t = begin; t < end; ++t)
      for (int64_t g = 0; g < groups; ++g) {
        const Words4 words = philox({{static_cast<uint32_t>(record[t]), step, static_cast<uint32_t>(position[t] << 8) | static_cast<uint32_t>(g & 0xFF),
                                      site | static_cast<uint32_t>(g >> 8)}}, key0, key1);
        for (int64_t i = 0; i < 4 && g * 4 + i < channels; ++i) out[t * channels + g * 4 + i] = words.word[i] >= threshold;
      }
  });
  return mask;
}

}  // namespace lathe::gpu::cpu
