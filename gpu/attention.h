// Attention over packed sequences, causal or not, grouped-query, differentiable. Queries are aligned with the end of their keys
// (bottom-right), so that a sequence may have more keys than queries: prefixes, cached tokens.
// T query rows, S key rows, N sequences, H heads, K kv heads, D head width
#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace lathe::gpu {

// Which keys a query sees: those up to its own place when causal, and of them only the last `window` (its own counts);
// 0: no window. A window is causal.
struct Sight {
  bool causal = true;
  int64_t window = 0;
};

// Where each sequence begins and ends: on the host for the processor, on the device for kernels. Every row of q and k
// belongs to a sequence: rows past the last border would get undefined gradients.
struct Segments {
  at::Tensor host_q_N1, host_k_N1;       // int32 on the processor
  at::Tensor cu_q_N1, cu_k_N1;           // int32 on the device
  int64_t longest_q = 0, longest_k = 0;
  Sight sight = {};

  Segments with(const Sight& other) const {
    Segments out = *this;
    out.sight = other;
    return out;
  }
};
int64_t longest(const std::vector<int32_t>& cu);        // of the sequences between these borders
Segments make_segments(const std::vector<int32_t>& cu_q, const std::vector<int32_t>& cu_k, const at::Device& device);

// A card's attention without its fast kernel: the whole table of scores is held, so memory grows with the square of the
// longest sequence.
bool attention_is_plain(const at::Device& device, at::ScalarType dtype, int64_t head_width);
at::Tensor attention(const at::Tensor& q_THD, const at::Tensor& k_SKD, const at::Tensor& v_SKD, const Segments& segments);

}  // namespace lathe::gpu
