#include "core/base/files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "core/base/error.h"

namespace lathe {
namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (fd_ < 0 && errno == ENOENT)
      throw Error("io.not_found", phrase(LATHE_TR("[open] {0}: there is no such file"), path),
                  phrase(LATHE_TR("Check the path.")));
    if (fd_ < 0)
      throw Error("io.open_failed", phrase(LATHE_TR("[open] {0}: {1}"), path, std::strerror(errno)),
                  phrase(LATHE_TR("Check that the file may be read.")));
    struct stat info {};
    if (::fstat(fd_, &info) != 0 || !S_ISREG(info.st_mode)) {
      ::close(fd_);
      throw Error("io.open_failed", phrase(LATHE_TR("[open] {0}: this is not a file"), path),
                  phrase(LATHE_TR("Choose a file instead of a folder.")));
    }
    size_ = static_cast<size_t>(info.st_size);
  }
  ~Descriptor() { ::close(fd_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int fd() const { return fd_; }
  size_t size() const { return size_; }

 private:
  int fd_;
  size_t size_ = 0;
};

}  // namespace

std::string last_name(const std::filesystem::path& path) {
  return (path.has_filename() ? path : path.parent_path()).filename().string();
}

std::string read_text_file(const std::filesystem::path& path, size_t max_bytes) {
  const Descriptor file(path);
  if (file.size() > max_bytes)
    throw Error("io.too_large", phrase(LATHE_TR("[open] {0}: {1} bytes is more than the {2} allowed here"), path,
                                       file.size(), max_bytes));
  std::string text(file.size(), '\0');
  size_t have = 0;
  while (have < text.size()) {
    const ssize_t got = ::read(file.fd(), text.data() + have, text.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error("io.read_failed", phrase(LATHE_TR("[open] {0}: {1}"), path, std::strerror(errno)));
    if (got == 0) break;
    have += static_cast<size_t>(got);
  }
  text.resize(have);
  return text;
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const Descriptor file(path);
  size_ = file.size();
  if (size_ == 0) return;
  data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.fd(), 0);
  if (data_ == MAP_FAILED) {
    data_ = nullptr;
    throw Error("io.open_failed", phrase(LATHE_TR("[open] {0}: {1}"), path, std::strerror(errno)));
  }
}

MappedFile::~MappedFile() {
  if (data_) ::munmap(data_, size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

std::filesystem::path resources_folder() {
  if (const char* named = std::getenv("LATHE_RESOURCES")) return named;
  std::error_code ignored;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  for (std::filesystem::path folder = program; folder.has_relative_path(); folder = folder.parent_path()) {
    for (const char* inside : {"resources", "share/lathe"})
      if (std::filesystem::exists(folder / inside / "demo", ignored)) return folder / inside;
  }
  throw Error("io.no_resources", phrase(LATHE_TR("[start] the folder resources was not found near {0}"), program),
              phrase(LATHE_TR("Set LATHE_RESOURCES to the folder that holds demo, help and themes.")));
}

std::filesystem::path default_workspace() {
  if (const char* named = std::getenv("LATHE_WORKSPACE")) return named;
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home ? home : ".") / "Lathe";
}

}  // namespace lathe
