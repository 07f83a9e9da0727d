// safetensors files (formats.md 1.5), without Torch: names, element types, shapes and bytes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/base/file_system.h"
#include "core/base/files.h"

namespace lathe::io {

struct TensorEntry {
  std::string dtype;                     // as written: "F32", "BF16", "I64", ...
  std::vector<int64_t> shape;
  std::span<const std::byte> bytes;
  int64_t elements() const;
};

// A mapped file whose whole header was checked. Spans live as long as the object. Throws Error safetensors.*.
class SafetensorsFile {
 public:
  explicit SafetensorsFile(const std::filesystem::path& path);
  const std::map<std::string, TensorEntry>& tensors() const { return tensors_; }
  const TensorEntry& at(const std::string& name) const;             // throws Error safetensors.missing
  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  MappedFile file_;
  std::map<std::string, TensorEntry> tensors_;
  std::map<std::string, std::string> metadata_;
};

// The pages behind a mapped tensor leave the memory; they are read again when they are needed.
void release_pages(std::span<const std::byte> bytes);

int bits_of(const std::string& dtype);   // 0 for an unknown one

// Larger element types first, then by name; __metadata__ {"format": "pt"} and what is given; atomic and flushed.
void write_safetensors(FileSystem& disk, const std::filesystem::path& target, const std::map<std::string, TensorEntry>& tensors,
                       std::map<std::string, std::string> metadata = {});

}  // namespace lathe::io
