// Philox 4x32-10 (Salmon et al. 2011) for code that runs on the processor and, under nvcc, on a card.
#pragma once
#include <cstdint>

#ifdef __CUDACC__
#define LATHE_BOTH_SIDES __host__ __device__
#else
#define LATHE_BOTH_SIDES
#endif

namespace lathe::gpu {

struct Words4 {
  uint32_t word[4];
};

LATHE_BOTH_SIDES inline Words4 philox(Words4 c, uint32_t key0, uint32_t key1) {
  for (int round = 0; round < 10; ++round) {
    const uint64_t a = uint64_t{0xD2511F53u} * c.word[0], b = uint64_t{0xCD9E8D57u} * c.word[2];
    c = {{static_cast<uint32_t>(b >> 32) ^ c.word[1] ^ key0, static_cast<uint32_t>(b),
          static_cast<uint32_t>(a >> 32) ^ c.word[3] ^ key1, static_cast<uint32_t>(a)}};
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  return c;
}

}  // namespace lathe::gpu
