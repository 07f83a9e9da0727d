// A file that only grows, line by line.
#pragma once
#include <filesystem>
#include <string_view>

#include "core/base/file_system.h"

namespace lathe::runs {

class AppendFile {
 public:
  AppendFile(FileSystem& disk, std::filesystem::path path);   // throws Error disk.* from every call
  ~AppendFile();
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  void write(std::string_view bytes);
  void flush();
  int fd() const { return fd_; }

 private:
  FileSystem& disk_;
  std::filesystem::path path_;
  int fd_ = -1;
};

}  // namespace lathe::runs
