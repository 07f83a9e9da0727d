#include "core/train/confusion.h"

#include <ATen/ATen.h>

namespace lathe::train {

Confusion::Confusion(int64_t classes) : counts_LL(at::zeros({classes, classes}, at::kLong)) {}

void Confusion::add(const at::Tensor& predicted_M, const at::Tensor& truth_M) {
  const int64_t classes = counts_LL.size(0);
  const at::Tensor places = (truth_M * classes + predicted_M).to(at::kCPU);
  counts_LL += at::bincount(places, {}, classes * classes).view({classes, classes});
}

double Confusion::accuracy() const {
  const int64_t all = counts_LL.sum().item<int64_t>();
  return all == 0 ? 0 : static_cast<double>(counts_LL.trace().item<int64_t>()) / static_cast<double>(all);
}

double Confusion::macro_f1() const {
  const at::Tensor right = counts_LL.diagonal().to(at::kDouble), named = (counts_LL.sum(0) + counts_LL.sum(1)).to(at::kDouble);
  return (2 * right / named.clamp_min(1)).mean().item<double>();
}

}  // namespace lathe::train
