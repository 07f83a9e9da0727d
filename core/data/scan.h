// Where the records of a file stand, found by structure alone, so that one broken record costs no other.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/data/record.h"

namespace lathe::data {

// The bytes of one record, or of a stretch that cannot be one.
struct Slice {
  size_t begin = 0, end = 0;
  int64_t line = 0;                      // of `begin`, from 1
  bool broken = false;                   // no record by structure: `code` says why
  const char* code = "";
};

struct Scan {
  Layout layout = Layout::json_lines;
  bool byte_order_mark = false;
  std::vector<Slice> slices;
  size_t head_end = 0, tail_begin = 0;   // what stands around an array's elements; the whole file's bounds for lines
  std::vector<Issue> issues;             // of the frame: no closing bracket, a comma missing
};

// Walks the slices one by one. `name` is the file's name for messages.
class ScanCursor {
 public:
  // Throws Error data.not_json for the file as a whole.
  ScanCursor(std::string_view text, std::string name);
  bool next(Slice& out);
  // Whole once next() has answered false; `slices` stays empty, issues of the frame come as they are found.
  Scan& frame() { return frame_; }
  const Scan& frame() const { return frame_; }
  size_t position() const { return at_; }

 private:
  bool next_element(Slice& out);
  bool next_line(Slice& out);
  bool whole_value(Slice& out);
  int64_t line_at(size_t at);
  void note(size_t at, Phrase reason);

  std::string_view text_;
  std::string name_;
  Scan frame_;
  enum class Shape { nothing, list, one_value, lines } shape_ = Shape::nothing;
  size_t at_ = 0, counted_ = 0, value_end_ = 0;
  size_t walked_ = 0;                    // how far the brackets of a broken element were followed
  int64_t line_ = 1, empty_lines_ = 0, pending_ = 0, first_empty_ = 0;
};

// All at once; throws the same.
Scan scan_records(std::string_view bytes, const std::string& name);

// The record in a slice; false, with an issue, when there is none.
bool parse_slice(std::string_view bytes, const Slice& slice, const std::string& name, Record& out, std::vector<Issue>& issues);

}  // namespace lathe::data
