// Scratch folders and copies of fixtures that a test may damage.
#pragma once
#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

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

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}
inline void put_bytes(const std::filesystem::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

// Relative name and content of every file.
inline std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) out[std::filesystem::relative(entry.path(), folder).string()] = bytes_of(entry.path());
  return out;
}

}  // namespace lathe::tests
