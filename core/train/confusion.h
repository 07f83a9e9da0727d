// How often each class was taken for each, and what follows from it.
#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace lathe::train {

class Confusion {
 public:
  explicit Confusion(int64_t classes);
  void add(const at::Tensor& predicted_M, const at::Tensor& truth_M);      // int64, any device
  double accuracy() const;               // 0 when nothing was added
  double macro_f1() const;               // mean over classes; one that is neither there nor taken counts 0, as scikit-learn has it
 private:
  at::Tensor counts_LL;                  // [truth, predicted] int64 on the processor
};

}  // namespace lathe::train
