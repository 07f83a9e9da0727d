#include "core/model/kv_cache.h"

#include <ATen/ATen.h>

namespace lathe::model {

KeyValueCache::KeyValueCache(const DecoderConfig& config, int64_t capacity, at::ScalarType dtype, at::Device device) : capacity_(capacity) {
  const auto options = at::TensorOptions().dtype(dtype).device(device);
  for (int64_t layer = 0; layer < config.layers; ++layer)
    for (auto* kept : {&keys_, &values_}) kept->push_back(at::empty({capacity, config.kv_heads, config.head_width}, options));
}

void KeyValueCache::begin_with(const Attachments& attachments) {
  if (attachments.prefixes.empty()) return;
  const int64_t size = attachments.prefixes.begin()->second.k_PHD.size(0);
  TORCH_CHECK(length_ == 0 && attachments.prefixes.size() == keys_.size(), "[generate] a prefix must stand first and in every layer");
  reserve(size);
  for (const auto& [layer, prefix] : attachments.prefixes) {
    keys_[static_cast<size_t>(layer)].narrow(0, 0, size).copy_(prefix.k_PHD);
    values_[static_cast<size_t>(layer)].narrow(0, 0, size).copy_(prefix.v_PHD);
  }
  length_ = size;
}

void KeyValueCache::reserve(int64_t tokens) {
  if (tokens <= capacity_) return;
  capacity_ = std::max(tokens, 2 * capacity_);
  for (auto* kept : {&keys_, &values_})
    for (at::Tensor& rows : *kept) {
      at::Tensor wider = at::empty({capacity_, rows.size(1), rows.size(2)}, rows.options());
      wider.narrow(0, 0, length_).copy_(rows.narrow(0, 0, length_));
      rows = wider;
    }
}

std::pair<at::Tensor, at::Tensor> KeyValueCache::append(int64_t layer, const at::Tensor& k_TKD, const at::Tensor& v_TKD) {
  const int64_t added = k_TKD.size(0), after = length_ + added;
  reserve(after);
  const auto index = static_cast<size_t>(layer);
  keys_[index].narrow(0, length_, added).copy_(k_TKD);
  values_[index].narrow(0, length_, added).copy_(v_TKD);
  if (index + 1 == keys_.size()) length_ = after;
  return {keys_[index].narrow(0, 0, after), values_[index].narrow(0, 0, after)};
}

}  // namespace lathe::model
