#include "app/cli/program_path.h"

#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace lathe::cli {
namespace fs = std::filesystem;

std::string command_path(const std::string& program) {
  std::error_code ignored;
  const fs::path here = fs::read_symlink("/proc/self/exe", ignored).parent_path() / program;
  std::istringstream folders(std::getenv("PATH") ? std::getenv("PATH") : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (!folder.empty() && fs::equivalent(fs::path(folder) / program, here, ignored)) return program;
  const fs::path relative = fs::relative(here, fs::current_path(ignored), ignored);
  return relative.empty() || relative.string().starts_with("..") ? here.string() : relative.string();
}

}  // namespace lathe::cli
