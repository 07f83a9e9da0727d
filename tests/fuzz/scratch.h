// A folder in memory for targets whose parsers read files; one a process, gone at its end.
#pragma once
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace lathe::fuzz {

class Scratch {
 public:
  Scratch() : folder_(root() / ("lathe-fuzz-" + std::to_string(::getpid()))) { std::filesystem::create_directories(folder_); }
  ~Scratch() {
    std::error_code left;                // nobody is there to hear of it
    std::filesystem::remove_all(folder_, left);
  }
  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path put(const std::string& name, std::string_view bytes) const {
    std::ofstream file(folder_ / name, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) std::abort();             // else an older file would be read
    return folder_ / name;
  }

 private:
  static std::filesystem::path root() { return std::filesystem::is_directory("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path(); }
  std::filesystem::path folder_;
};

inline std::string_view text_of(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

}  // namespace lathe::fuzz
