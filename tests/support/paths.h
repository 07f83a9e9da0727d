// Where tests find the source tree, scratch folders and data that may not be shipped.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <string>

namespace lathe::tests {

inline std::filesystem::path from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}
inline std::filesystem::path source_folder() { return from_environment("LATHE_SOURCE"); }
inline std::filesystem::path program_folder() { return from_environment("LATHE_BIN"); }
inline std::filesystem::path fixture(const std::string& name) { return source_folder() / "tests/parity/fixtures" / name; }
inline std::filesystem::path sample(const std::string& name) { return source_folder() / "datasets/samples" / name; }
// May not exist: then QSKIP with its name.
inline std::filesystem::path real_data(const std::string& name) { return from_environment("LATHE_TEST_DATA") / name; }

}  // namespace lathe::tests
