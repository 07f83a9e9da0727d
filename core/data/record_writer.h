// Records back to a file's bytes: what was not edited stands as it stood, what was edited follows the file's manner.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/record.h"
#include "core/data/scan.h"

namespace lathe::data {

struct Origin {
  std::string_view original;
  const Scan& scan;
  const std::vector<int64_t>& slices;    // which slice of the original each record came from, -1 for one that was added
  bool keep_unreadable = true;           // stretches that are no records stay where they stood
  bool may_be_list = false;              // one object over several lines keeps its lines, and is a list once others join it
};

// In the original's own layout: head, tail, separators, line ends and byte order mark are kept.
std::string rewrite(const std::vector<Record>& records, const Origin& origin);
// In another layout.
std::string write_new(const std::vector<Record>& records, Layout layout, bool byte_order_mark);

}  // namespace lathe::data
