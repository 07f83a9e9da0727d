// Keys and values of several sequences, each as long as it is, kept while tokens are added. Nothing is padded.
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
  KeyValueCache(const DecoderConfig& config, at::ScalarType dtype, at::Device device) : config_(config), dtype_(dtype), device_(device) {}
  // One more sequence, the last one, with room for `capacity` tokens; it grows by itself when more come. The prefixes
  // of the attachments take their places first; null and attachments without prefixes put nothing there.
  void add(int64_t capacity, const Attachments* attachments);
  // The sequences that are named stay, in this order; one that is named twice is copied.
  void select(const std::vector<int64_t>& sequences);
  // Adds a sequence's new rows of a layer and returns all its keys and values there. The last layer's call moves
  // length() on.
  std::pair<at::Tensor, at::Tensor> append(int64_t sequence, int64_t layer, const at::Tensor& k_TKD, const at::Tensor& v_TKD);
  int64_t num_sequences() const { return static_cast<int64_t>(sequences_.size()); }
  int64_t length(int64_t sequence) const { return sequences_[static_cast<size_t>(sequence)].length; }

 private:
  struct Sequence {
    std::vector<at::Tensor> keys, values;            // by layer [capacity, K, D]
    int64_t length = 0, capacity = 0;
    void grow(int64_t to);
  };
  const DecoderConfig& config_;
  at::ScalarType dtype_;
  at::Device device_;
  std::vector<Sequence> sequences_;
};

}  // namespace lathe::model
