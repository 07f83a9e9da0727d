// A scratch folder that is gone with its object.
#pragma once
#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/support/files.h"

namespace lathe::tests {

class Folder {
 public:
  std::filesystem::path path() const { return folder_.path().toStdString(); }
  std::filesystem::path operator/(const std::string& name) const { return path() / name; }
  std::filesystem::path write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path() / name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path() / name;
  }

 private:
  QTemporaryDir folder_;
};

}  // namespace lathe::tests
