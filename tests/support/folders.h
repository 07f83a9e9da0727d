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

// A model folder as the Hub's cache holds it: a snapshot whose files are links to the blobs beside it.
inline std::filesystem::path hub_snapshot(const std::filesystem::path& model, const std::filesystem::path& cache) {
  const std::filesystem::path repository = cache / "models--harbour--lights", snapshot = repository / "snapshots" / "0123abcd";
  std::filesystem::create_directories(repository / "blobs");
  std::filesystem::create_directories(snapshot);
  for (const auto& entry : std::filesystem::directory_iterator(model)) {
    const std::string blob = "of " + entry.path().filename().string();
    std::filesystem::copy_file(entry.path(), repository / "blobs" / blob);
    std::filesystem::create_symlink(std::filesystem::path("../../blobs") / blob, snapshot / entry.path().filename());
  }
  return snapshot;
}

inline void put_bytes(const std::filesystem::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

}  // namespace lathe::tests
