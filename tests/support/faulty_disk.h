// A disk whose n-th operation fails, or at whose n-th operation the process dies.
#pragma once
#include <csignal>
#include <functional>

#include "core/base/file_system.h"

namespace lathe::tests {

class FaultyDisk : public FileSystem {
 public:
  // Every write, flush, rename, ... counts from 1. `fault` is an errno value; 0 kills the process instead, before the
  // operation is done. fail_at 0 only counts.
  FaultyDisk(int fail_at, int fault) : fail_at_(fail_at), fault_(fault) {}
  int operations() const { return count_; }

  int create(const std::filesystem::path& path, int& fd) override { return step([&] { return real_file_system().create(path, fd); }); }
  int open_to_append(const std::filesystem::path& path, int& fd) override {
    return step([&] { return real_file_system().open_to_append(path, fd); });
  }
  int write(int fd, std::string_view bytes) override { return step([&] { return real_file_system().write(fd, bytes); }); }
  int flush(int fd) override { return step([&] { return real_file_system().flush(fd); }); }
  int close(int fd) override { return real_file_system().close(fd); }   // closing must not leak, so it never fails here
  int rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    return step([&] { return real_file_system().rename(from, to); });
  }
  int flush_folder(const std::filesystem::path& folder) override { return step([&] { return real_file_system().flush_folder(folder); }); }
  int remove(const std::filesystem::path& path) override { return real_file_system().remove(path); }
  int create_folder(const std::filesystem::path& folder) override { return step([&] { return real_file_system().create_folder(folder); }); }

 private:
  int step(const std::function<int()>& operation) {
    if (++count_ == fail_at_) {
      if (fault_ == 0) std::raise(SIGKILL);
      return fault_;
    }
    return operation();
  }
  int fail_at_, fault_, count_ = 0;
};

}  // namespace lathe::tests
