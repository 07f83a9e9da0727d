// The CUDA part, opened at run time: one build runs with and without it.
#pragma once
#include <string>

namespace lathe::gpu {

struct Plugin {
  bool loaded = false;
  std::string fault;                     // why not, as the system says it
  void (*release_workspaces)() = nullptr;
};

// Opens lathe_cuda.so beside the program or at LATHE_CUDA_PLUGIN. Must come before anything asks Torch about CUDA: the
// first question freezes the answer for the process. Later calls return the first result.
const Plugin& load_plugin();
// Gives back what the CUDA libraries keep between products; nothing to do without the plugin.
void release_workspaces();

}  // namespace lathe::gpu
