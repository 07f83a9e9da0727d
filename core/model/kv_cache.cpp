#include "core/model/kv_cache.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace lathe::model {

void KeyValueCache::Sequence::grow(int64_t to) {
  capacity = to;
  for (auto* kept : {&keys, &values})
    for (at::Tensor& rows : *kept) {
      at::Tensor wider = at::empty({capacity, rows.size(1), rows.size(2)}, rows.options());
      wider.narrow(0, 0, length).copy_(rows.narrow(0, 0, length));
      rows = wider;
    }
}

void KeyValueCache::add(int64_t capacity, const Attachments* attachments) {
  const bool prefixed = attachments && !attachments->prefixes.empty();
  const int64_t prefix = prefixed ? attachments->prefixes.begin()->second.k_PHD.size(0) : 0;
  TORCH_CHECK(!prefixed || static_cast<int64_t>(attachments->prefixes.size()) == config_.layers, "[generate] a prefix must stand in every layer");
  Sequence added{.length = prefix, .capacity = prefix + capacity};
  const auto options = at::TensorOptions().dtype(dtype_).device(device_);
  for (int64_t layer = 0; layer < config_.layers; ++layer)
    for (auto* kept : {&added.keys, &added.values}) kept->push_back(at::empty({added.capacity, config_.kv_heads, config_.head_width}, options));
  if (prefixed)
    for (const auto& [layer, rows] : attachments->prefixes) {
      added.keys[static_cast<size_t>(layer)].narrow(0, 0, prefix).copy_(rows.k_PHD);
      added.values[static_cast<size_t>(layer)].narrow(0, 0, prefix).copy_(rows.v_PHD);
    }
  sequences_.push_back(std::move(added));
}

void KeyValueCache::select(const std::vector<int64_t>& sequences) {
  std::vector<Sequence> chosen;
  for (size_t i = 0; i < sequences.size(); ++i) {
    Sequence& from = sequences_[static_cast<size_t>(sequences[i])];
    if (std::find(sequences.begin() + static_cast<std::ptrdiff_t>(i) + 1, sequences.end(), sequences[i]) == sequences.end()) {
      chosen.push_back(std::move(from));
      continue;
    }
    chosen.push_back(from);
    chosen.back().grow(from.capacity);
  }
  sequences_ = std::move(chosen);
}

std::pair<at::Tensor, at::Tensor> KeyValueCache::append(int64_t sequence, int64_t layer, const at::Tensor& k_TKD, const at::Tensor& v_TKD) {
  Sequence& own = sequences_[static_cast<size_t>(sequence)];
  const int64_t added = k_TKD.size(0), after = own.length + added;
  if (after > own.capacity) own.grow(std::max(after, 2 * own.capacity));
  at::Tensor &keys = own.keys[static_cast<size_t>(layer)], &values = own.values[static_cast<size_t>(layer)];
  keys.narrow(0, own.length, added).copy_(k_TKD);
  values.narrow(0, own.length, added).copy_(v_TKD);
  if (layer + 1 == config_.layers) own.length = after;
  return {keys.narrow(0, 0, after), values.narrow(0, 0, after)};
}

}  // namespace lathe::model
