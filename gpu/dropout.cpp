#include "gpu/dropout.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "gpu/cpu/dropout.h"
#include "gpu/reference/dropout.h"

namespace lathe::gpu {

at::Tensor dropout_mask(int64_t channels, double share, const DropoutKey& key, at::ScalarType type) {
  TORCH_CHECK(share >= 0 && share < 1 && channels <= (int64_t{1} << 18) && key.site < (uint64_t{1} << 24),
              "[dropout] share ", share, ", channels ", channels, ", site ", key.site);
  const at::NoGradGuard quiet;
  const at::Tensor mask = key.records_T.is_cpu() ? cpu::dropout_mask(channels, share, key) : reference::dropout_mask(channels, share, key);
  return mask.to(type);
}

at::Tensor dropout(const at::Tensor& x_TK, double share, const DropoutKey& key) {
  if (share == 0) return x_TK;
  return x_TK * (dropout_mask(x_TK.size(1), share, key, x_TK.scalar_type()) / (1 - share));
}

}  // namespace lathe::gpu
