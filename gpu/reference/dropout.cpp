#include "gpu/reference/dropout.h"

#include <ATen/ATen.h>

#include <array>

namespace lathe::gpu::reference {
namespace {

constexpr int64_t kLow = 0xFFFFFFFF;

struct Product {
  at::Tensor high, low;
};
// 32 x 32 bits; the signed 64-bit product holds the same bits as the unsigned one.
Product multiply(const at::Tensor& word, int64_t factor) {
  const at::Tensor product = word * factor;
  return {product.bitwise_right_shift(32).bitwise_and(kLow), product.bitwise_and(kLow)};
}

}  // namespace

at::Tensor dropout_mask(int64_t channels, double share, const DropoutKey& key) {
  const int64_t groups = (channels + 3) / 4;
  const at::Tensor group = at::arange(groups, key.records_T.options()).unsqueeze(0);
  const at::Tensor zero = at::zeros({key.records_T.size(0), groups}, key.records_T.options());
  std::array<at::Tensor, 4> c = {zero + key.records_T.unsqueeze(1).bitwise_and(kLow), zero + (key.step & kLow),
                                 zero + (key.positions_T.unsqueeze(1).bitwise_and(0xFFFFFF) * 256 + group.bitwise_and(0xFF)),
                                 zero + (static_cast<int64_t>(key.site) * 256 + group.bitwise_right_shift(8))};
  int64_t key0 = static_cast<int64_t>(key.seed & kLow), key1 = static_cast<int64_t>(key.seed >> 32);
  for (int round = 0; round < 10; ++round) {
    const Product a = multiply(c[0], 0xD2511F53), b = multiply(c[2], 0xCD9E8D57);
    c = {b.high.bitwise_xor(c[1]).bitwise_xor(key0), b.low, a.high.bitwise_xor(c[3]).bitwise_xor(key1), a.low};
    key0 = (key0 + 0x9E3779B9) & kLow;
    key1 = (key1 + 0xBB67AE85) & kLow;
  }
  const at::Tensor words = at::stack({c[0], c[1], c[2], c[3]}, -1).reshape({zero.size(0), groups * 4}).narrow(1, 0, channels);
  return words.ge(static_cast<int64_t>(share * 4294967296.0));
}

}  // namespace lathe::gpu::reference
