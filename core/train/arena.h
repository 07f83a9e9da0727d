// Everything that learns, end to end in flat fp32 memory: values, gradients and the optimizer's two moments. A step is
// then a few passes over four arrays, and a checkpoint is four arrays cut by name.
#pragma once
#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "core/peft/method.h"

namespace lathe::train {

struct Segment {
  std::string name;
  std::vector<int64_t> sizes;
  int64_t begin = 0, count = 0;
};

class ParameterArena {
 public:
  // Copies the start values in, decaying ones first, and binds each trainable to its view.
  ParameterArena(std::vector<peft::Trainable> trainables, const at::Device& device);

  const std::vector<Segment>& segments() const { return segments_; }
  int64_t count() const { return values.numel(); }
  int64_t decaying() const { return decaying_; }          // elements at the front that weight decay applies to
  at::Tensor view(const at::Tensor& flat, const Segment& segment) const;
  // Gradients of the next backward are added to zeros.
  void zero_gradients() { gradients.zero_(); }

  at::Tensor values, gradients, first_moment, second_moment;

 private:
  std::vector<Segment> segments_;
  std::vector<at::Tensor> views_;                         // leaves; their grads are views of `gradients`
  int64_t decaying_ = 0;
};

}  // namespace lathe::train
