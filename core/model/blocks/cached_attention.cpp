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

// One call for all: the keys of the sequences are laid end to end.
at::Tensor together(const at::Tensor& q_THD, const std::vector<at::Tensor>& keys, const std::vector<at::Tensor>& values, const CachedLayer& layer, const LayerContext& context) {
  return gpu::attention(q_THD, at::cat(keys), at::cat(values), context.segments.with(layer.sight));
}

// The kernel of the processor takes one sequence after the other anyway: each reads its cache where it lies.
at::Tensor apart(const at::Tensor& q_THD, const std::vector<at::Tensor>& keys, const std::vector<at::Tensor>& values, const CachedLayer& layer, const LayerContext& context) {
  at::Tensor out = at::empty_like(q_THD);
  for (size_t i = 0; i < keys.size(); ++i) {
    const Rows rows = rows_of(static_cast<int64_t>(i), context);
    out.narrow(0, rows.begin, rows.size).copy_(gpu::attention(q_THD.narrow(0, rows.begin, rows.size), keys[i], values[i], context.each[i].with(layer.sight)));
  }
  return out;
}

}  // namespace

at::Tensor cached_attention(const at::Tensor& q_THD, const at::Tensor& k_TKD, const at::Tensor& v_TKD, const CachedLayer& layer, const LayerContext& context) {
  std::vector<at::Tensor> keys, values;
  for (int64_t i = 0; i < context.cache->num_sequences(); ++i) {
    const Rows rows = rows_of(i, context);
    auto [k, v] = context.cache->append(i, layer.index, k_TKD.narrow(0, rows.begin, rows.size), v_TKD.narrow(0, rows.begin, rows.size));
    keys.push_back(std::move(k));
    values.push_back(std::move(v));
  }
  if (keys.size() == 1) return gpu::attention(q_THD, keys[0], values[0], context.segments.with(layer.sight));
  return q_THD.is_cpu() ? apart(q_THD, keys, values, layer, context) : together(q_THD, keys, values, layer, context);
}

}  // namespace lathe::model
