#include "gpu/kernels/rms_norm.h"
#include "gpu/kernels/vector_access.cuh"

namespace lathe::gpu::kernels {
namespace {

// A row is the work of `Lanes` threads: part of a warp where rows are narrow (heads), whole warps where they are wide.
// Blocks hold kThreads / Lanes rows at a time.
constexpr int kThreads = 256;

// The same sum in every lane of the row, added in a fixed order.
template <int Lanes>
__device__ float sum_of_row(float value) {
  for (int offset = (Lanes < 32 ? Lanes : 32) / 2; offset > 0; offset /= 2) value += __shfl_xor_sync(0xFFFFFFFFu, value, offset);
  if constexpr (Lanes > 32) {
    __shared__ float of_warp[kThreads / 32];
    constexpr int kWarps = Lanes / 32;
    const int warp = threadIdx.x / 32, first = warp / kWarps * kWarps;
    __syncthreads();
    if (threadIdx.x % 32 == 0) of_warp[warp] = value;
    __syncthreads();
    value = 0;
    for (int i = 0; i < kWarps; ++i) value += of_warp[first + i];
  }
  return value;
}

template <class T, int N, int Lanes>
__global__ void __launch_bounds__(kThreads) forward_kernel(RmsNormForward a) {
  const int lane = threadIdx.x % Lanes;
  const int64_t row = int64_t{blockIdx.x} * (kThreads / Lanes) + threadIdx.x / Lanes;
  const bool inside = row < a.rows;
  const T* x = static_cast<const T*>(a.x) + (inside ? row : 0) * a.x_stride;
  const T* weight = static_cast<const T*>(a.weight);
  T* y = static_cast<T*>(a.y) + row * a.y_stride;
  float squares = 0, value[N], scale[N];
  for (int64_t column = lane * N; column < a.width; column += Lanes * N) {
    load<T, N>(x + column, value);
#pragma unroll
    for (int i = 0; i < N; ++i) squares += value[i] * value[i];
  }
  const float rstd = rsqrtf(sum_of_row<Lanes>(squares) / static_cast<float>(a.width) + a.epsilon);
  if (!inside) return;
  if (lane == 0) a.rstd[row] = rstd;
  for (int64_t column = lane * N; column < a.width; column += Lanes * N) {   // the second read comes from the cache
    load<T, N>(x + column, value);
    load<T, N>(weight + column, scale);
#pragma unroll
    for (int i = 0; i < N; ++i) value[i] = rounded<T>(value[i] * rstd) * scale[i];
    store<T, N>(y + column, value);
  }
}

// Block b takes the rows b, b + blocks, ... (in groups) and adds its share of dw in shared memory; each slot belongs to
// one thread. Slots lie `kThreads` apart, so that neighbours do not meet in one bank.
template <class T, int N, int Lanes>
__global__ void __launch_bounds__(kThreads) backward_kernel(RmsNormBackward a) {
  extern __shared__ float slots[];
  constexpr int kRows = kThreads / Lanes;
  const int lane = threadIdx.x % Lanes, group = threadIdx.x / Lanes;
  const int64_t steps = (a.width + Lanes * N - 1) / (Lanes * N);
  const T* weight = static_cast<const T*>(a.weight);
  if (a.dw)
    for (int64_t slot = 0; slot < steps * N; ++slot) slots[slot * kThreads + threadIdx.x] = 0;
  for (int64_t base = int64_t{blockIdx.x} * kRows; base < a.rows; base += int64_t{gridDim.x} * kRows) {
    const int64_t row = base + group;
    const bool inside = row < a.rows;
    const int64_t readable = inside ? row : base;
    const T* x = static_cast<const T*>(a.x) + readable * a.x_stride;
    const T* dy = static_cast<const T*>(a.dy) + readable * a.dy_stride;
    const float rstd = a.rstd[readable];
    float value[N], gradient[N], scale[N], dot = 0;
    for (int64_t step = 0, column = lane * N; column < a.width; ++step, column += Lanes * N) {
      load<T, N>(x + column, value);
      load<T, N>(dy + column, gradient);
      load<T, N>(weight + column, scale);
#pragma unroll
      for (int i = 0; i < N; ++i) {
        const float normed = value[i] * rstd;
        dot += gradient[i] * scale[i] * normed;
        if (a.dw && inside) slots[(step * N + i) * kThreads + threadIdx.x] += gradient[i] * normed;
      }
    }
    const float mean = sum_of_row<Lanes>(dot) / static_cast<float>(a.width);
    if (!inside) continue;
    T* dx = static_cast<T*>(a.dx) + row * a.dx_stride;
    for (int64_t column = lane * N; column < a.width; column += Lanes * N) {
      load<T, N>(x + column, value);
      load<T, N>(dy + column, gradient);
      load<T, N>(weight + column, scale);
#pragma unroll
      for (int i = 0; i < N; ++i) value[i] = rstd * (gradient[i] * scale[i] - value[i] * rstd * mean);
      store<T, N>(dx + column, value);
    }
  }
  if (!a.dw) return;
  __syncthreads();
  for (int64_t column = threadIdx.x; column < a.width; column += kThreads) {
    const int64_t step = column / (Lanes * N), within = column % (Lanes * N), owner = within / N, slot = step * N + within % N;
    float sum = 0;
    for (int row = 0; row < kRows; ++row) sum += slots[slot * kThreads + row * Lanes + owner];
    a.partials[int64_t{blockIdx.x} * a.width + column] = sum;
  }
}

// dw[column] = sum of the partials: 8 threads a column, each over every eighth partial, then those 8 in order.
constexpr int kColumns = 32, kStripes = 8;
template <class T>
__global__ void __launch_bounds__(kColumns* kStripes) sum_partials_kernel(const float* partials, int64_t count, int64_t width, T* dw) {
  __shared__ float stripes[kStripes][kColumns];
  const int64_t column = int64_t{blockIdx.x} * kColumns + threadIdx.x;
  float sum = 0;
  if (column < width)
    for (int64_t i = threadIdx.y; i < count; i += kStripes) sum += partials[i * width + column];
  stripes[threadIdx.y][threadIdx.x] = sum;
  __syncthreads();
  if (threadIdx.y != 0 || column >= width) return;
  sum = 0;
  for (int i = 0; i < kStripes; ++i) sum += stripes[i][threadIdx.x];
  dw[column] = from_float<T>(sum);
}

template <class T, int N, int Lanes>
cudaError_t launch(const RmsNormForward& a, cudaStream_t stream) {
  constexpr int kRows = kThreads / Lanes;
  forward_kernel<T, N, Lanes><<<static_cast<unsigned>((a.rows + kRows - 1) / kRows), kThreads, 0, stream>>>(a);
  return cudaGetLastError();
}

template <class T, int N, int Lanes>
cudaError_t launch(const RmsNormBackward& a, cudaStream_t stream) {
  constexpr int kRows = kThreads / Lanes;
  const int64_t groups = (a.rows + kRows - 1) / kRows;
  const int64_t blocks = a.dw && groups > kWeightPartials ? kWeightPartials : groups;
  const int64_t steps = (a.width + Lanes * N - 1) / (Lanes * N);
  const auto shared = static_cast<size_t>(a.dw ? steps * N * kThreads * 4 : 0);
  if (shared > 48 * 1024) {
    const cudaError_t fault = cudaFuncSetAttribute(backward_kernel<T, N, Lanes>, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(shared));
    if (fault != cudaSuccess) return fault;
  }
  backward_kernel<T, N, Lanes><<<static_cast<unsigned>(blocks), kThreads, shared, stream>>>(a);
  if (a.dw)
    sum_partials_kernel<T><<<static_cast<unsigned>((a.width + kColumns - 1) / kColumns), dim3(kColumns, kStripes), 0, stream>>>(
        a.partials, blocks, a.width, static_cast<T*>(a.dw));
  return cudaGetLastError();
}

template <class T, int N, class Arguments>
cudaError_t choose_lanes(const Arguments& a, cudaStream_t stream) {
  const int64_t packs = (a.width + N - 1) / N;
  if (packs <= 8) return launch<T, N, 8>(a, stream);
  if (packs <= 16) return launch<T, N, 16>(a, stream);
  if (packs <= 64) return launch<T, N, 32>(a, stream);
  if (packs <= 256) return launch<T, N, 128>(a, stream);
  return launch<T, N, 256>(a, stream);
}

bool aligned(const void* pointer) { return reinterpret_cast<uintptr_t>(pointer) % 16 == 0; }

bool wide_access(const RmsNormForward& a, int64_t pack) {
  return aligned(a.x) && aligned(a.weight) && aligned(a.y) && a.width % pack == 0 && a.x_stride % pack == 0 && a.y_stride % pack == 0;
}
bool wide_access(const RmsNormBackward& a, int64_t pack) {
  return aligned(a.dy) && aligned(a.x) && aligned(a.weight) && aligned(a.dx) && a.width % pack == 0 && a.dy_stride % pack == 0 &&
         a.x_stride % pack == 0 && a.dx_stride % pack == 0;
}

template <class Arguments>
cudaError_t run(const Arguments& a, cudaStream_t stream) {
  if (a.rows == 0 || a.width == 0) return cudaSuccess;
  if (a.width > kWidestRow) return cudaErrorInvalidValue;
  if (a.element == Element::fp32) return wide_access(a, 4) ? choose_lanes<float, 4>(a, stream) : choose_lanes<float, 1>(a, stream);
  return wide_access(a, 8) ? choose_lanes<__nv_bfloat16, 8>(a, stream) : choose_lanes<__nv_bfloat16, 1>(a, stream);
}

}  // namespace

cudaError_t rms_norm_forward(const RmsNormForward& a, cudaStream_t stream) { return run(a, stream); }
cudaError_t rms_norm_backward(const RmsNormBackward& a, cudaStream_t stream) { return run(a, stream); }

}  // namespace lathe::gpu::kernels
