// What to type to start one of our programs: sentences that are meant to be copied hold this.
#pragma once
#include <string>

namespace lathe::cli {

// "lathe" where it lies on PATH, else its path, relative when it is below the current folder.
std::string command_path(const std::string& program);

}  // namespace lathe::cli
