// The one door for files that must survive: written beside the target, flushed, renamed over it, folder flushed.
// Until commit() returns, the old file is what a reader sees; a file not committed leaves nothing behind. Mode and owner
// of an older file stay; what a killed program left of the same file goes.
#pragma once
#include <filesystem>
#include <string_view>

#include "core/base/file_system.h"

namespace lathe {

class AtomicFile {
 public:
  // Throws Error disk.* from every call.
  AtomicFile(FileSystem& disk, std::filesystem::path target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view bytes);
  void commit();

 private:
  FileSystem& disk_;
  std::filesystem::path target_;
  std::filesystem::path temporary_;
  int fd_ = -1;
};

void write_file_atomically(FileSystem& disk, const std::filesystem::path& target, std::string_view bytes);

}  // namespace lathe
