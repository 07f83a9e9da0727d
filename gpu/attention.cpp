#include "gpu/attention.h"

#include <ATen/ATen.h>

#include "gpu/cpu/attention.h"
#include "gpu/cuda_attention.h"
#include "gpu/reference/attention.h"

namespace lathe::gpu {
namespace {

at::Tensor borders(const std::vector<int32_t>& cu) { return at::tensor(cu, at::kInt); }

void check(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const Segments& segments) {
  TORCH_CHECK(q.dim() == 3 && k.dim() == 3 && k.sizes() == v.sizes() && q.size(2) == k.size(2) && q.size(1) % k.size(1) == 0,
              "[attention] q is ", q.sizes(), ", k is ", k.sizes(), ", v is ", v.sizes());
  TORCH_CHECK(segments.sight.window >= 0 && (segments.sight.causal || segments.sight.window == 0), "[attention] a window of ", segments.sight.window, " keys");
  const at::Tensor &host_q = segments.host_q_N1, &host_k = segments.host_k_N1;
  TORCH_CHECK(host_q.numel() == host_k.numel() && host_q.numel() >= 1, "[attention] borders of queries and keys differ in number");
  const int64_t last = host_q.numel() - 1;
  TORCH_CHECK(host_q.data_ptr<int32_t>()[last] == q.size(0) && host_k.data_ptr<int32_t>()[last] == k.size(0),
              "[attention] the borders do not cover every row of q ", q.sizes(), " and k ", k.sizes());
}

}  // namespace

int64_t longest(const std::vector<int32_t>& cu) {
  int32_t most = 0;
  for (size_t i = 1; i < cu.size(); ++i) most = std::max(most, cu[i] - cu[i - 1]);
  return most;
}

Segments make_segments(const std::vector<int32_t>& cu_q, const std::vector<int32_t>& cu_k, const at::Device& device) {
  const at::Tensor host_q = borders(cu_q), host_k = borders(cu_k);
  return {host_q, host_k, host_q.to(device), host_k.to(device), longest(cu_q), longest(cu_k), {}};
}

bool attention_is_plain(const at::Device& device, at::ScalarType dtype, int64_t head_width) {
  return device.is_cuda() && !cuda_attention_fits(dtype, head_width);
}

at::Tensor attention(const at::Tensor& q_THD, const at::Tensor& k_SKD, const at::Tensor& v_SKD, const Segments& segments) {
  check(q_THD, k_SKD, v_SKD, segments);
  if (q_THD.is_cpu()) return cpu::attention(q_THD, k_SKD, v_SKD, segments);
  if (q_THD.is_cuda() && !attention_is_plain(q_THD.device(), q_THD.scalar_type(), q_THD.size(2))) return cuda_attention(q_THD, k_SKD, v_SKD, segments);
  return reference::attention(q_THD, k_SKD, v_SKD, segments);
}

}  // namespace lathe::gpu
