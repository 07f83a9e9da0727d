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

// `name` is the file's name for messages. Throws Error data.not_utf8, data.not_json for the file as a whole.
Scan scan_records(std::string_view bytes, const std::string& name);

// The record in a slice; false, with an issue, when there is none.
bool parse_slice(std::string_view bytes, const Slice& slice, const std::string& name, Record& out, std::vector<Issue>& issues);

}  // namespace lathe::data
