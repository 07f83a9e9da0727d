// Parameters that record gradients, for tests that compare them.
#pragma once
#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "core/model/loader.h"

namespace lathe::tests {

using Leaves = std::map<std::string, at::Tensor>;

// Every parameter of the decoder as a leaf of its own.
inline Leaves make_leaves(model::LoadedModel& model) {
  Leaves leaves;
  for (const model::Parameter& parameter : model.decoder->parameters()) {
    *parameter.tensor = parameter.tensor->detach().clone().requires_grad_(true);
    leaves[parameter.name] = *parameter.tensor;
  }
  return leaves;
}

// Names of parameters that files hold the other way round.
inline std::set<std::string> transposed_names(const model::LoadedModel& model) {
  std::set<std::string> names;
  for (const model::Parameter& parameter : model.decoder->parameters())
    if (parameter.stored_transposed) names.insert(parameter.name);
  return names;
}

// What `loss` says about each leaf; the leaves are left without gradient.
inline Leaves gradients_of(const at::Tensor& loss, Leaves& leaves) {
  loss.backward();
  Leaves out;
  for (auto& [name, leaf] : leaves) {
    out[name] = leaf.grad().defined() ? leaf.grad().clone() : at::zeros_like(leaf);
    leaf.mutable_grad().reset();
  }
  return out;
}

// torch.optim.AdamW with the settings of the fixtures.
class TestAdamW {
 public:
  void step(Leaves& leaves, const Leaves& gradients) {
    const at::NoGradGuard quiet;
    ++steps_;
    for (auto& [name, leaf] : leaves) {
      at::Tensor &m = m_[name], &v = v_[name];
      const at::Tensor& gradient = gradients.at(name);
      if (!m.defined()) m = at::zeros_like(leaf), v = at::zeros_like(leaf);
      leaf.mul_(1 - kRate * 0.01);
      m.lerp_(gradient, 1 - 0.9);
      v.mul_(0.999).addcmul_(gradient, gradient, 1 - 0.999);
      const double first = 1 - std::pow(0.9, steps_), second = std::sqrt(1 - std::pow(0.999, steps_));
      leaf.addcdiv_(m, v.sqrt().div_(second).add_(1e-8), -kRate / first);
    }
  }

 private:
  static constexpr double kRate = 1e-2;
  Leaves m_, v_;
  int steps_ = 0;
};

}  // namespace lathe::tests
