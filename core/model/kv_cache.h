// Keys and values of one sequence, kept while tokens are added.
// S keys so far, K kv heads, D head width
#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "core/model/attachments.h"
#include "core/model/decoder_config.h"

namespace lathe::model {

class KeyValueCache {
 public:
  // Room for `capacity` tokens; grows by itself when more come.
  KeyValueCache(const DecoderConfig& config, int64_t capacity, at::ScalarType dtype, at::Device device);
  // Before the first token: the prefixes of the attachments take their places. Attachments without prefixes do nothing.
  void begin_with(const Attachments& attachments);
  // Adds the new rows of a layer and returns all keys and values of it. The last layer's call moves length() on.
  std::pair<at::Tensor, at::Tensor> append(int64_t layer, const at::Tensor& k_TKD, const at::Tensor& v_TKD);
  int64_t length() const { return length_; }

 private:
  void reserve(int64_t tokens);
  std::vector<at::Tensor> keys_, values_;
  int64_t length_ = 0, capacity_;
};

}  // namespace lathe::model
