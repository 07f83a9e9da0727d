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
  if (!std::filesystem::exists(path, ignored)) return {false, path.filename().string() + " is not there", nullptr};
  if (void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL))
    return {true, {}, reinterpret_cast<void (*)()>(dlsym(handle, "lathe_release_workspaces"))};
  const char* fault = dlerror();
  return {false, fault ? fault : "unknown fault of dlopen", nullptr};
}

}  // namespace

const Plugin& load_plugin() {
  static const Plugin plugin = open_plugin();
  return plugin;
}

void release_workspaces() {
  const Plugin& plugin = load_plugin();
  if (plugin.release_workspaces) plugin.release_workspaces();
}

}  // namespace lathe::gpu
