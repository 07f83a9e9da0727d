#include "core/train/arena.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace lathe::train {

ParameterArena::ParameterArena(std::vector<peft::Trainable> trainables, const at::Device& device) {
  const at::NoGradGuard no_grad;
  std::stable_partition(trainables.begin(), trainables.end(), [](const peft::Trainable& one) { return one.decay; });
  int64_t total = 0;
  for (const peft::Trainable& one : trainables) {
    segments_.push_back({one.name, one.value.sizes().vec(), total, one.value.numel()});
    total += one.value.numel();
    if (one.decay) decaying_ = total;
  }
  const auto options = at::TensorOptions().dtype(at::kFloat).device(device);
  values = at::empty({total}, options);
  gradients = at::zeros({total}, options);
  first_moment = at::zeros({total}, options);
  second_moment = at::zeros({total}, options);
  for (size_t i = 0; i < trainables.size(); ++i) {
    at::Tensor leaf = view(values, segments_[i]).detach();
    leaf.copy_(trainables[i].value);
    leaf.set_requires_grad(true);
    leaf.mutable_grad() = view(gradients, segments_[i]).detach();
    trainables[i].bind(leaf);
    trainables[i].value.reset();                          // one copy of a large model is enough
    views_.push_back(std::move(leaf));
  }
}

at::Tensor ParameterArena::view(const at::Tensor& flat, const Segment& segment) const {
  return flat.narrow(0, segment.begin, segment.count).view(segment.sizes);
}

}  // namespace lathe::train
