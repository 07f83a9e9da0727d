// What a step computed comes back later: scalars are copied to the host without waiting, and read once they are there.
#pragma once
#include <ATen/core/Tensor.h>
#include <c10/core/Event.h>

#include <deque>
#include <optional>

namespace lathe::train {

struct StepResult {
  int64_t step = 0;                      // from 1
  double loss_sum = 0, grad_norm = 0;
  bool not_finite = false;
};

class StepResults {
 public:
  explicit StepResults(at::Device device) : device_(device) {}
  void push(int64_t step, const at::Tensor& loss_sum, const at::Tensor& grad_norm, const at::Tensor& not_finite);
  // The oldest, if it has arrived; `wait` waits for it. At most kMostUnread steps are ever unread.
  std::optional<StepResult> pop(bool wait);

 private:
  static constexpr size_t kMostUnread = 8;
  struct Pending {
    int64_t step;
    at::Tensor host;
    std::optional<c10::Event> arrived;   // none on the processor, where nothing is ever under way
  };
  at::Device device_;
  std::deque<Pending> pending_;
};

}  // namespace lathe::train
