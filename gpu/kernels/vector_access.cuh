// Up to 16 bytes of neighbouring elements as fp32, and back with one rounding.
#pragma once
#include <cuda_bf16.h>

#include <cstdint>

namespace lathe::gpu::kernels {

__device__ inline float to_float(float value) { return value; }
__device__ inline float to_float(__nv_bfloat16 value) { return __bfloat162float(value); }
template <class T> __device__ inline T from_float(float value);
template <> __device__ inline float from_float<float>(float value) { return value; }
template <> __device__ inline __nv_bfloat16 from_float<__nv_bfloat16>(float value) { return __float2bfloat16_rn(value); }
// What a value is after it was stored as T.
template <class T> __device__ inline float rounded(float value) { return to_float(from_float<T>(value)); }

template <class T, int N>
struct alignas(sizeof(T) * N) Pack {
  T element[N];
};

template <class T, int N>
__device__ inline void load(const T* from, float (&to)[N]) {
  const auto pack = *reinterpret_cast<const Pack<T, N>*>(from);
#pragma unroll
  for (int i = 0; i < N; ++i) to[i] = to_float(pack.element[i]);
}

template <class T, int N>
__device__ inline void store(T* to, const float (&from)[N]) {
  Pack<T, N> pack;
#pragma unroll
  for (int i = 0; i < N; ++i) pack.element[i] = from_float<T>(from[i]);
  *reinterpret_cast<Pack<T, N>*>(to) = pack;
}

}  // namespace lathe::gpu::kernels
