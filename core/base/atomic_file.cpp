#include "core/base/atomic_file.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>

namespace lathe {
namespace {

constexpr std::string_view kOperation = "save";
constexpr std::string_view kSuffix = ".tmp";

std::filesystem::path folder_of(const std::filesystem::path& target) { return target.has_parent_path() ? target.parent_path() : "."; }

// Whose temporary file this is; 0 for any other name.
pid_t writer_of(const std::string& name, const std::string& target) {
  if (!name.starts_with(target + std::string(kSuffix))) return 0;
  pid_t writer = 0;
  const char* last = name.data() + name.size();
  const auto [end, fault] = std::from_chars(name.data() + target.size() + kSuffix.size(), last, writer);
  return fault == std::errc() && end == last ? writer : 0;
}

void remove_leftovers(FileSystem& disk, const std::filesystem::path& target) {
  std::error_code ignored;
  std::filesystem::directory_iterator entry(folder_of(target), ignored);
  for (; entry != std::filesystem::directory_iterator(); entry.increment(ignored)) {
    const pid_t writer = writer_of(entry->path().filename().string(), target.filename().string());
    if (writer > 0 && ::kill(writer, 0) != 0 && errno == ESRCH) disk.remove(entry->path());
  }
}

}  // namespace

AtomicFile::AtomicFile(FileSystem& disk, std::filesystem::path target) : disk_(disk), target_(std::move(target)) {
  temporary_ = target_;
  temporary_ += std::string(kSuffix) + std::to_string(::getpid());
  remove_leftovers(disk_, target_);
  if (const int fault = disk_.create(temporary_, fd_)) throw_disk_error(kOperation, target_, fault);
  disk_.copy_access(target_, fd_);
}

AtomicFile::~AtomicFile() {
  if (fd_ >= 0) disk_.close(fd_);
  if (!temporary_.empty()) disk_.remove(temporary_);
}

void AtomicFile::write(std::string_view bytes) {
  if (const int fault = disk_.write(fd_, bytes)) throw_disk_error(kOperation, target_, fault);
}

void AtomicFile::commit() {
  if (const int fault = disk_.flush(fd_)) throw_disk_error(kOperation, target_, fault);
  const int fault = disk_.close(fd_);
  fd_ = -1;
  if (fault) throw_disk_error(kOperation, target_, fault);
  if (const int failed = disk_.rename(temporary_, target_)) throw_disk_error(kOperation, target_, failed);
  temporary_.clear();
  if (const int failed = disk_.flush_folder(folder_of(target_))) throw_disk_error(kOperation, target_, failed);
}

void write_file_atomically(FileSystem& disk, const std::filesystem::path& target, std::string_view bytes) {
  AtomicFile file(disk, target);
  file.write(bytes);
  file.commit();
}

}  // namespace lathe
