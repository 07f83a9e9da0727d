#include "core/train/step_results.h"

#include <ATen/ATen.h>
#include <ATen/DeviceAccelerator.h>
#include <ATen/core/grad_mode.h>

namespace lathe::train {

void StepResults::push(int64_t step, const at::Tensor& loss_sum, const at::Tensor& grad_norm, const at::Tensor& not_finite) {
  const at::NoGradGuard no_grad;
  const at::Tensor all = at::stack({loss_sum.to(at::kDouble), grad_norm.to(at::kDouble), not_finite.to(at::kDouble)});
  if (device_.is_cpu()) {
    pending_.push_back({step, all, std::nullopt});
    return;
  }
  at::Tensor host = at::empty({3}, at::TensorOptions().dtype(at::kDouble).pinned_memory(true));
  host.copy_(all, /*non_blocking=*/true);
  c10::Event arrived(device_.type());
  arrived.record(at::accelerator::getCurrentStream(device_.index()));
  pending_.push_back({step, std::move(host), std::move(arrived)});
}

std::optional<StepResult> StepResults::pop(bool wait) {
  if (pending_.empty()) return std::nullopt;
  Pending& oldest = pending_.front();
  if (oldest.arrived && !oldest.arrived->query()) {
    if (!wait && pending_.size() < kMostUnread) return std::nullopt;
    oldest.arrived->synchronize();
  }
  const double* values = oldest.host.const_data_ptr<double>();
  const StepResult out{oldest.step, values[0], values[1], values[2] != 0};
  pending_.pop_front();
  return out;
}

}  // namespace lathe::train
