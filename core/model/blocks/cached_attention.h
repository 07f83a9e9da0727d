// Attention of new tokens over what the cache keeps of their sequences.
// T new tokens, H heads, K kv heads, D head width
#pragma once
#include "core/model/blocks/layer_context.h"

namespace lathe::model {

struct CachedLayer {
  int64_t index;
  gpu::Sight sight;                      // what its queries may see
};

// Puts the new keys and values into the cache. [T, H, D]
at::Tensor cached_attention(const at::Tensor& q_THD, const at::Tensor& k_TKD, const at::Tensor& v_TKD, const CachedLayer& layer, const LayerContext& context);

}  // namespace lathe::model
