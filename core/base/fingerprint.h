// Fingerprints of data, weights and files: XXH3-128 as 32 hexadecimal digits. Fast, stable, not cryptographic.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace lathe {

class Fingerprint {
 public:
  Fingerprint();
  ~Fingerprint();
  void add(std::span<const std::byte> bytes);
  void add(std::string_view text) { add(std::as_bytes(std::span(text.data(), text.size()))); }
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string fingerprint_of(std::string_view text);
std::string fingerprint_of_file(const std::filesystem::path& path);   // throws Error io.*

}  // namespace lathe
