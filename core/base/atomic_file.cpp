#include "core/base/atomic_file.h"

#include <unistd.h>

namespace lathe {
namespace {
constexpr std::string_view kOperation = "save";
}

AtomicFile::AtomicFile(FileSystem& disk, std::filesystem::path target) : disk_(disk), target_(std::move(target)) {
  temporary_ = target_;
  temporary_ += ".tmp" + std::to_string(::getpid());
  if (const int fault = disk_.create(temporary_, fd_)) throw_disk_error(kOperation, target_, fault);
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
  const std::filesystem::path folder = target_.has_parent_path() ? target_.parent_path() : ".";
  if (const int failed = disk_.flush_folder(folder)) throw_disk_error(kOperation, target_, failed);
}

void write_file_atomically(FileSystem& disk, const std::filesystem::path& target, std::string_view bytes) {
  AtomicFile file(disk, target);
  file.write(bytes);
  file.commit();
}

}  // namespace lathe
