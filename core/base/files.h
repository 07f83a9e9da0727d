// Reading: whole small files, and large ones mapped read-only.
#pragma once
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace lathe {

// The name of a file or folder, also behind a trailing slash: "a" of "/models/a/".
std::string last_name(const std::filesystem::path& path);

// Throws Error io.not_found, io.open_failed, io.too_large.
std::string read_text_file(const std::filesystem::path& path, size_t max_bytes);

// The bytes of a file for as long as the object lives. Movable. Throws like read_text_file.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  std::span<const std::byte> bytes() const { return {static_cast<const std::byte*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  size_t size_ = 0;
};

// Lathe's own folders. `resources`: icons, themes, help, demo; found beside the program, in the source tree, or at
// LATHE_RESOURCES. `workspace`: LATHE_WORKSPACE, else ~/Lathe.
std::filesystem::path resources_folder();
std::filesystem::path default_workspace();

}  // namespace lathe
