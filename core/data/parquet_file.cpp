#include "core/data/parquet_file.h"

#include <dlfcn.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/base/utf8.h"

namespace lathe::data {
namespace {

using Lines = char* (*)(const char* path, int fd, int (*stopped)(const void*), const void* context);
using LeftOut = char* (*)(const char* path);
using Text = std::unique_ptr<char, decltype(&std::free)>;

// Opened once and kept: Arrow's libraries do not unload well.
template <class Function>
Function function_called(const char* name) {
  static void* const library = [] {
    std::error_code unknown;
    const std::filesystem::path beside = std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path() / "lathe_parquet.so";
    return ::dlopen(beside.c_str(), RTLD_NOW | RTLD_LOCAL);
  }();
  return library ? reinterpret_cast<Function>(::dlsym(library, name)) : nullptr;
}

Lines lines_function() { return function_called<Lines>("lathe_parquet_lines"); }

int is_stopped(const void* stop) { return static_cast<const std::stop_token*>(stop)->stop_requested(); }

}  // namespace

bool has_parquet() { return lines_function() != nullptr; }

void parquet_to_lines(const std::filesystem::path& path, int fd, const std::stop_token& stop) {
  if (!has_parquet())
    throw Error("data.no_parquet", phrase(LATHE_TR("[read_records] {0}: this program is built without Parquet"), path.filename()), phrase(LATHE_TR("Convert the file to JSON Lines or CSV.")));
  const Text why(lines_function()(path.c_str(), fd, is_stopped, &stop), std::free);
  throw_if_stopped(stop);
  if (why) throw Error("data.bad_parquet", phrase(LATHE_TR("[read_records] {0}: the Parquet file cannot be read: {1}"), path.filename(), why.get()), phrase(LATHE_TR("Write it again, or convert it to JSON Lines.")));
}

std::string parquet_columns_left_out(const std::filesystem::path& path) {
  const auto left_out = function_called<LeftOut>("lathe_parquet_left_out");
  const Text names(left_out ? left_out(path.c_str()) : nullptr, std::free);
  return names ? repair_utf8(names.get()) : std::string();
}

}  // namespace lathe::data
