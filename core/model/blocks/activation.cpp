#include "core/model/blocks/activation.h"

#include <ATen/ATen.h>

#include <map>

#include "core/base/error.h"

namespace lathe::model {
namespace {

using Function = at::Tensor (*)(const at::Tensor&);

const std::map<std::string, Function>& functions() {
  static const Function tanh_gelu = [](const at::Tensor& x) { return at::gelu(x, "tanh"); };
  static const std::map<std::string, Function> all = {{"relu", [](const at::Tensor& x) { return at::relu(x); }},
                                                      {"silu", [](const at::Tensor& x) { return at::silu(x); }},
                                                      {"gelu", [](const at::Tensor& x) { return at::gelu(x); }},
                                                      {"gelu_new", tanh_gelu},
                                                      {"gelu_pytorch_tanh", tanh_gelu}};
  return all;
}

}  // namespace

bool knows_activation(const std::string& name) { return functions().contains(name); }

at::Tensor activate(const at::Tensor& x, const std::string& name) {
  const auto found = functions().find(name);
  if (found != functions().end()) return found->second(x);
  std::string known;
  for (const auto& [other, function] : functions()) known += (known.empty() ? "" : ", ") + other;
  throw Error("model.activation", phrase(LATHE_TR("[forward] the activation \"{0}\" is not known"), name), phrase(LATHE_TR("Known are: {0}."), known));
}

}  // namespace lathe::model
