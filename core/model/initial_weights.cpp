#include "core/model/initial_weights.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cmath>
#include <numbers>

#include "core/base/rng.h"

namespace lathe::model {
namespace {

// FNV-1a, 64 bits: a stable number for a name.
uint64_t stream_of(const std::string& name) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const unsigned char c : name) hash = (hash ^ c) * 0x100000001B3u;
  return hash;
}

std::array<uint32_t, 4> draw(int64_t block, uint64_t seed, uint64_t stream) {
  return philox({static_cast<uint32_t>(block), static_cast<uint32_t>(block >> 32), static_cast<uint32_t>(stream), static_cast<uint32_t>(stream >> 32)},
                {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)});
}

// Four numbers a block, made by `fill(words, out)`.
template <class Fill>
at::Tensor by_blocks(const std::vector<int64_t>& shape, uint64_t seed, const std::string& name, Fill fill) {
  at::Tensor out = at::empty(shape, at::kFloat);
  float* data = out.mutable_data_ptr<float>();
  const int64_t count = out.numel();
  const uint64_t stream = stream_of(name);
  at::parallel_for(0, (count + 3) / 4, 8192, [&](int64_t begin, int64_t end) {
    for (int64_t block = begin; block < end; ++block) {
      const std::array<float, 4> four = fill(draw(block, seed, stream));
      for (int64_t i = 0; i < 4 && block * 4 + i < count; ++i) data[block * 4 + i] = four[static_cast<size_t>(i)];
    }
  });
  return out;
}

}  // namespace

at::Tensor normal_by_name(const std::vector<int64_t>& shape, double std, uint64_t seed, const std::string& name) {
  return by_blocks(shape, seed, name, [std](const std::array<uint32_t, 4>& words) {
    std::array<float, 4> out;
    for (size_t i = 0; i < 4; i += 2) {                      // Box-Muller
      const double radius = std * std::sqrt(-2 * std::log((words[i] + 1.0) * 0x1p-32)), angle = 2 * std::numbers::pi * words[i + 1] * 0x1p-32;
      out[i] = static_cast<float>(radius * std::cos(angle));
      out[i + 1] = static_cast<float>(radius * std::sin(angle));
    }
    return out;
  });
}

at::Tensor uniform_by_name(const std::vector<int64_t>& shape, double bound, uint64_t seed, const std::string& name) {
  return by_blocks(shape, seed, name, [bound](const std::array<uint32_t, 4>& words) {
    std::array<float, 4> out;
    for (size_t i = 0; i < 4; ++i) out[i] = static_cast<float>(bound * (2 * (words[i] * 0x1p-32) - 1));
    return out;
  });
}

}  // namespace lathe::model
