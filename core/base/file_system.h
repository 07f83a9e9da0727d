// The few calls by which anything durable reaches the disk, behind an interface so that tests can make the n-th of
// them fail or end the process there.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace lathe {

class FileSystem {
 public:
  virtual ~FileSystem() = default;
  // Each returns 0 or an errno value (ENOSPC, EACCES, EIO, ...). `fd` is a descriptor of create().
  virtual int create(const std::filesystem::path& path, int& fd) = 0;   // truncates; mode 0644 & umask
  virtual int open_to_append(const std::filesystem::path& path, int& fd) = 0;
  virtual int write(int fd, std::string_view bytes) = 0;                // all of them
  virtual int flush(int fd) = 0;                                        // fsync
  virtual int close(int fd) = 0;
  virtual int rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
  virtual int flush_folder(const std::filesystem::path& folder) = 0;
  virtual int remove(const std::filesystem::path& path) = 0;            // a file or a whole folder; absent is fine
  virtual int create_folder(const std::filesystem::path& folder) = 0;   // with parents; present is fine
  // Mode and owner of `like` for a file of create(), as far as this user may; nothing when `like` is absent.
  virtual void copy_access(const std::filesystem::path& like, int fd);
  virtual int64_t free_bytes(const std::filesystem::path& folder);      // for this user; -1 where the system cannot say
};

// The disk itself; holds no state.
FileSystem& real_file_system();

// Error disk.full, disk.not_writable or disk.failed with the file's name and a mend for `fault`, an errno value.
[[noreturn]] void throw_disk_error(std::string_view operation, const std::filesystem::path& path, int fault);

}  // namespace lathe
