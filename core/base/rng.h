// Counter-based random numbers (Philox 4x32-10, Salmon et al. 2011): a value depends on its key and counter alone,
// never on what was drawn before, so that packing, recomputation and resuming change nothing.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

namespace lathe {

std::array<uint32_t, 4> philox(std::array<uint32_t, 4> counter, std::array<uint32_t, 2> key);

// A stream of draws for one purpose: (seed, stream) is the key, each draw advances the counter.
class CounterRng {
 public:
  CounterRng(uint64_t seed, uint64_t stream) : seed_(seed), stream_(stream) {}
  uint64_t next();
  uint64_t below(uint64_t bound);      // uniform in [0, bound), without bias; bound > 0
  double uniform();                    // in [0, 1), 53 bits

 private:
  uint64_t seed_, stream_, index_ = 0;
};

// The numbers 0..count-1 in an order that depends on (seed, stream) only (Fisher-Yates).
std::vector<int64_t> shuffled(int64_t count, uint64_t seed, uint64_t stream);

}  // namespace lathe
