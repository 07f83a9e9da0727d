#include "core/runs/append_file.h"

namespace lathe::runs {
namespace {
constexpr std::string_view kOperation = "append";
}

AppendFile::AppendFile(FileSystem& disk, std::filesystem::path path) : disk_(disk), path_(std::move(path)) {
  if (const int fault = disk_.open_to_append(path_, fd_)) throw_disk_error(kOperation, path_, fault);
}

AppendFile::~AppendFile() { disk_.close(fd_); }

void AppendFile::write(std::string_view bytes) {
  if (const int fault = disk_.write(fd_, bytes)) throw_disk_error(kOperation, path_, fault);
}

void AppendFile::flush() {
  if (const int fault = disk_.flush(fd_)) throw_disk_error(kOperation, path_, fault);
}

}  // namespace lathe::runs
