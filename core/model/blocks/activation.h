// The functions that config.json and adapters name.
#pragma once
#include <ATen/core/Tensor.h>

#include <string>

namespace lathe::model {

bool knows_activation(const std::string& name);
// Throws Error model.activation for an unknown name.
at::Tensor activate(const at::Tensor& x, const std::string& name);

}  // namespace lathe::model
