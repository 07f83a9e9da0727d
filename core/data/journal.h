// The edits of one version of a file, one JSON line each, on disk before append() returns. A line torn by a crash is
// dropped when the journal is read.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/file_system.h"
#include "core/data/record_set.h"

namespace lathe::data {

class Journal {
 public:
  // The version is told by the fingerprint of the original bytes. Nothing is created before the first append.
  Journal(std::filesystem::path folder, std::string file_name, std::string fingerprint, FileSystem& disk);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  const std::vector<Edit>& edits() const { return edits_; }
  bool damaged() const { return damaged_; }            // a line in the middle could not be read: edits end before it
  void keep_first(size_t count);                       // the others do not fit the file

  void append(const Edit& edit);
  // The original is about to be replaced by bytes with this fingerprint, which hold all edits.
  void mark_saved(const std::string& fingerprint);
  void discard();

  // Journals in the folder that hold edits of other versions, by file name. Those whose edits were saved into
  // `fingerprint` are done with and removed.
  static std::vector<std::string> others(const std::filesystem::path& folder, const std::string& fingerprint, FileSystem& disk);

 private:
  void make_ready();
  void write_line(const std::string& line);
  void close();
  std::filesystem::path folder_, path_;
  std::string header_;
  FileSystem& disk_;
  std::vector<Edit> edits_;
  bool damaged_ = false;
  int fd_ = -1;                                        // open for appending, after the file was written whole once
};

}  // namespace lathe::data
