// Parameters that record gradients, for tests that compare them.
#pragma once
#include <ATen/ATen.h>

#include <map>
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

}  // namespace lathe::tests
