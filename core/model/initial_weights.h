// Random weights for a model from scratch.
#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace lathe::model {

// Normal numbers that depend on (seed, name, place) alone, so that neither order nor threads matter.
at::Tensor normal_by_name(const std::vector<int64_t>& shape, double std, uint64_t seed, const std::string& name);
// Uniform in [-bound, bound), likewise.
at::Tensor uniform_by_name(const std::vector<int64_t>& shape, double bound, uint64_t seed, const std::string& name);

}  // namespace lathe::model
