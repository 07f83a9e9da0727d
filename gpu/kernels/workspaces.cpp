// What cuBLAS keeps for itself: tens of MiB that a paused run should not hold. Called by name through gpu/plugin.h.
#include <ATen/cuda/CUDAContextLight.h>

extern "C" void lathe_release_workspaces() { at::cuda::clearCublasWorkspaces(); }
