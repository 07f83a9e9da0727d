// Scratch folders and copies of fixtures that a test may damage.
#pragma once
#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/files.h"

namespace lathe::tests {

class Scratch {
 public:
  std::filesystem::path path() const { return dir_.path().toStdString(); }
  // A copy of a folder under a new name.
  std::filesystem::path copy_of(const std::filesystem::path& folder) const {
    const auto to = path() / folder.filename();
    std::filesystem::remove_all(to);
    std::filesystem::copy(folder, to, std::filesystem::copy_options::recursive);
    return to;
  }

 private:
  QTemporaryDir dir_;
};

inline void put_bytes(const std::filesystem::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

}  // namespace lathe::tests
