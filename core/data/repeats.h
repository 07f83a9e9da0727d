// Records that repeat others, found at the end by sorted fingerprints: 24 bytes a record, and 4 more while they are sorted.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

#include "core/data/audit.h"

namespace lathe::data {

class Repeats {
 public:
  explicit Repeats(RecordKind kind) : kind_(kind) {}
  struct Known {
    std::string label;
    int64_t number = 0;                  // of a record that shares its line; 0: the line names it
  };
  void add(const Sample& sample, const Known& known);
  // Counts and names repeats, and equal questions with different answers, each with the place of the first. Issues that
  // would be more than `most_issues` in the report are only counted: the number of these is returned.
  int64_t report(const std::string& file, AuditReport& out, size_t most_issues);

 private:
  struct Entry {
    uint64_t whole, question;
    uint32_t line, number;
  };
  RecordKind kind_;
  std::deque<Entry> entries_;
};

}  // namespace lathe::data
