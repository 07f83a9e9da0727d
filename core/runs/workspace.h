// The folder that holds a person's work: project.json, data/<name>/, runs/, a lock file.
#pragma once
#include <filesystem>
#include <string>

#include "core/base/file_system.h"

namespace lathe::runs {

class Workspace {
 public:
  // Creates what is missing and takes the lock. When another program holds it, read_only() is true; a lock whose
  // holder has ended is taken over. Throws Error disk.*, workspace.newer.
  Workspace(std::filesystem::path folder, FileSystem& disk);
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  bool read_only() const { return lock_fd_ < 0; }
  std::filesystem::path data_folder(const std::filesystem::path& data_file) const;   // data/<stem>-<fingerprint of path>
  std::filesystem::path runs_folder() const { return folder_ / "runs"; }
  // Copies the bundled demo project in, once: run.json, the model and the identity records, which lie in
  // datasets/samples beside `resources`. Returns its folder.
  std::filesystem::path open_demo(const std::filesystem::path& resources);

 private:
  std::filesystem::path folder_;
  FileSystem& disk_;
  int lock_fd_ = -1;
};

}  // namespace lathe::runs
