#include "core/base/file_system.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/base/error.h"

namespace lathe {
namespace {

int open_fd(const std::filesystem::path& path, int flags, int& fd) {
  fd = ::open(path.c_str(), flags | O_CLOEXEC, 0644);
  return fd < 0 ? errno : 0;
}

class Disk final : public FileSystem {
 public:
  int create(const std::filesystem::path& path, int& fd) override { return open_fd(path, O_WRONLY | O_CREAT | O_TRUNC, fd); }
  int open_to_append(const std::filesystem::path& path, int& fd) override {
    return open_fd(path, O_WRONLY | O_CREAT | O_APPEND, fd);
  }
  int write(int fd, std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t done = ::write(fd, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) return errno;
      bytes.remove_prefix(static_cast<size_t>(done));
    }
    return 0;
  }
  int flush(int fd) override { return ::fsync(fd) < 0 ? errno : 0; }
  int close(int fd) override { return ::close(fd) < 0 ? errno : 0; }
  int rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    return ::rename(from.c_str(), to.c_str()) < 0 ? errno : 0;
  }
  int flush_folder(const std::filesystem::path& folder) override {
    int fd = -1;
    if (const int fault = open_fd(folder, O_RDONLY | O_DIRECTORY, fd)) return fault;
    const int fault = flush(fd);
    ::close(fd);
    return fault;
  }
  int remove(const std::filesystem::path& path) override {
    std::error_code fault;
    std::filesystem::remove_all(path, fault);
    return fault.value();
  }
  int create_folder(const std::filesystem::path& folder) override {
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    return fault.value();
  }
};

}  // namespace

void FileSystem::copy_access(const std::filesystem::path& like, int fd) {
  struct stat info {};
  if (::stat(like.c_str(), &info) != 0) return;
  if (::fchown(fd, info.st_uid, info.st_gid) != 0 && ::fchown(fd, static_cast<uid_t>(-1), info.st_gid) != 0) {
    // Only root may give files away: then the file is this user's.
  }
  ::fchmod(fd, info.st_mode & 07777);   // last: a change of owner clears bits
}

int64_t FileSystem::free_bytes(const std::filesystem::path& folder) {
  std::error_code fault;
  const std::filesystem::space_info space = std::filesystem::space(folder, fault);
  return fault ? -1 : static_cast<int64_t>(space.available);
}

FileSystem& real_file_system() {
  static Disk disk;
  return disk;
}

void throw_disk_error(std::string_view operation, const std::filesystem::path& path, int fault) {
  if (fault == ENOSPC || fault == EDQUOT)
    throw Error("disk.full", phrase(LATHE_TR("[{0}] {1}: the disk is full"), operation, path),
                phrase(LATHE_TR("Free some space or choose another folder, then try again.")));
  if (fault == EACCES || fault == EPERM || fault == EROFS)
    throw Error("disk.not_writable", phrase(LATHE_TR("[{0}] {1}: this place may not be written to"), operation, path),
                phrase(LATHE_TR("Choose a folder of your own, or change its permissions.")));
  throw Error("disk.failed", phrase(LATHE_TR("[{0}] {1}: {2}"), operation, path, std::strerror(fault)),
              phrase(LATHE_TR("Check the disk and the path, then try again.")));
}

}  // namespace lathe
