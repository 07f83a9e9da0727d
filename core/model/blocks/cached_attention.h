// Attention of new tokens over what the cache keeps of their sequences.
// T new tokens, H heads, K kv heads, D head width
#pragma once
#include "core/model/blocks/layer_context.h"

namespace lathe::model {

// What the new tokens of a layer ask and offer.
struct NewTokens {
  int64_t layer;
  const at::Tensor &q_THD, &k_TKD, &v_TKD;
  gpu::Sight sight;                      // what their queries may see
};

// Puts the new keys and values into the cache. [T, H, D]
at::Tensor cached_attention(const NewTokens& tokens, const LayerContext& context);

}  // namespace lathe::model
