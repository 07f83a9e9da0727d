#include "gpu/plugin.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

namespace lathe::gpu {
namespace {

Plugin open_plugin() {
  std::error_code ignored;
  const char* named = std::getenv("LATHE_CUDA_PLUGIN");
  const std::filesystem::path path =
      named ? std::filesystem::path(named) : std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "lathe_cuda.so";
  if (!std::filesystem::exists(path, ignored)) return {false, path.filename().string() + " is not there"};
  if (dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) return {true, {}};
  const char* fault = dlerror();
  return {false, fault ? fault : "unknown fault of dlopen"};
}

}  // namespace

const Plugin& load_plugin() {
  static const Plugin plugin = open_plugin();
  return plugin;
}

}  // namespace lathe::gpu
