#include "gpu/reference/attention.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

namespace lathe::gpu::reference {
namespace {

std::vector<int64_t> lengths(const at::Tensor& borders) {
  const int32_t* cu = borders.data_ptr<int32_t>();
  std::vector<int64_t> out(static_cast<size_t>(borders.numel() - 1));
  for (size_t i = 0; i < out.size(); ++i) out[i] = cu[i + 1] - cu[i];
  return out;
}

at::Tensor one_sequence(const at::Tensor& q_nHD, const at::Tensor& k_mKD, const at::Tensor& v_mKD, const Sight& sight) {
  const at::ScalarType wide = q_nHD.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  const int64_t group = q_nHD.size(1) / k_mKD.size(1);
  const at::Tensor q = q_nHD.to(wide).transpose(0, 1), k = k_mKD.to(wide).repeat_interleave(group, 1).transpose(0, 1),
                   v = v_mKD.to(wide).repeat_interleave(group, 1).transpose(0, 1);
  const at::Tensor scores = at::matmul(q, k.transpose(1, 2)) / std::sqrt(static_cast<double>(q.size(2)));
  const at::Tensor seen = sight.causal ? scores + bottom_right_mask(q.size(1), k.size(1), sight.window, q.options()) : scores;
  return at::matmul(at::softmax(seen, -1), v).transpose(0, 1).to(q_nHD.scalar_type());
}

}  // namespace

at::Tensor bottom_right_mask(int64_t n, int64_t m, int64_t window, const at::TensorOptions& options) {
  const at::Tensor hidden = at::full({n, m}, -std::numeric_limits<double>::infinity(), options), later = hidden.triu(m - n + 1);
  return window == 0 ? later : later + hidden.tril(m - n - window);
}

at::Tensor attention(const at::Tensor& q_THD, const at::Tensor& k_SKD, const at::Tensor& v_SKD, const Segments& segments) {
  const auto q = q_THD.split_with_sizes(lengths(segments.host_q_N1));
  const auto k = k_SKD.split_with_sizes(lengths(segments.host_k_N1)), v = v_SKD.split_with_sizes(lengths(segments.host_k_N1));
  std::vector<at::Tensor> out;
  for (size_t i = 0; i < q.size(); ++i) out.push_back(one_sequence(q[i], k[i], v[i], segments.sight));
  return out.empty() ? at::empty_like(q_THD) : at::cat(out);
}

}  // namespace lathe::gpu::reference
