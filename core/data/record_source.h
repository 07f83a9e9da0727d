// The records of a file in batches: what is read is parsed, handed out and let go of.
#pragma once
#include <memory>
#include <optional>
#include <stop_token>

#include "core/data/byte_source.h"
#include "core/data/column_names.h"
#include "core/data/dataset_info.h"
#include "core/data/record_cursor.h"

namespace lathe::data {

class RecordSource {
 public:
  // The suffix tells how it is read (file_kinds()).
  // Of dataset_info.json the file of the set `options.entry` is read, its members renamed as the entry says.
  // Throws Error io.* and data.* for the file as a whole, and Cancelled.
  RecordSource(const std::filesystem::path& path, const ReadOptions& options, std::stop_token stop = {});

  // Adds up to `most` further records, fewer when they are large; false when nothing is left.
  bool read(size_t most, std::vector<Record>& out, std::vector<Issue>& issues);
  RecordFile frame() const;                      // layout, mark and notes, without records
  const std::string& file_name() const { return file_name_; }
  int64_t bytes_done() const { return static_cast<int64_t>(cursor_->position()); }
  int64_t bytes_total() const { return static_cast<int64_t>(bytes_.text().size()); }
  bool converted() const { return bytes_.converted(); }
  const ByteSource& bytes() const { return bytes_; }

 private:
  struct Place {
    std::optional<DatasetEntry> entry;   // of a dataset_info.json
    std::filesystem::path file;
  };
  static Place place_of(const std::filesystem::path& path, const ReadOptions& options);
  RecordSource(Place place, const ReadOptions& options, std::stop_token stop);
  std::optional<DatasetEntry> entry_;
  std::filesystem::path file_;
  std::string file_name_;
  ByteSource bytes_;
  ColumnNames columns_;
  std::unique_ptr<RecordCursor> cursor_;
  std::stop_token stop_;
};

}  // namespace lathe::data
