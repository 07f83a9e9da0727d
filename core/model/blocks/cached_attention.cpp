#include "core/model/blocks/cached_attention.h"

#include <ATen/ATen.h>

#include "core/model/kv_cache.h"

namespace lathe::model {
namespace {

struct Rows {
  int64_t begin, size;
};
Rows rows_of(int64_t sequence, const LayerContext& context) {
  const std::vector<int32_t>& borders = context.inputs.host_cu_q;
  const auto at = static_cast<size_t>(sequence);
  return {borders[at], borders[at + 1] - borders[at]};
}

// The keys and values of each sequence, the new ones among them.
struct Kept {
  std::vector<at::Tensor> keys, values;
};
Kept keep(const NewTokens& tokens, const LayerContext& context) {
  Kept out;
  for (int64_t i = 0; i < context.cache->num_sequences(); ++i) {
    const Rows rows = rows_of(i, context);
    auto [k, v] = context.cache->append(i, tokens.layer, tokens.k_TKD.narrow(0, rows.begin, rows.size), tokens.v_TKD.narrow(0, rows.begin, rows.size));
    out.keys.push_back(std::move(k));
    out.values.push_back(std::move(v));
  }
  return out;
}

// The kernel of the processor takes one sequence after the other anyway: each reads its cache where it lies.
at::Tensor apart(const NewTokens& tokens, const Kept& kept, const LayerContext& context) {
  at::Tensor out = at::empty_like(tokens.q_THD);
  for (size_t i = 0; i < kept.keys.size(); ++i) {
    const Rows rows = rows_of(static_cast<int64_t>(i), context);
    const at::Tensor q_THD = tokens.q_THD.narrow(0, rows.begin, rows.size);
    out.narrow(0, rows.begin, rows.size).copy_(gpu::attention(q_THD, kept.keys[i], kept.values[i], context.each[i].with(tokens.sight)));
  }
  return out;
}

}  // namespace

at::Tensor cached_attention(const NewTokens& tokens, const LayerContext& context) {
  const Kept kept = keep(tokens, context);
  const gpu::Segments segments = context.segments.with(tokens.sight);
  if (kept.keys.size() == 1) return gpu::attention(tokens.q_THD, kept.keys[0], kept.values[0], segments);
  if (tokens.q_THD.is_cpu()) return apart(tokens, kept, context);
  return gpu::attention(tokens.q_THD, at::cat(kept.keys), at::cat(kept.values), segments);   // laid end to end
}

}  // namespace lathe::model
