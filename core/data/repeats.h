// Records that repeat others, found at the end by sorted fingerprints: 32 bytes a record.
#pragma once
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
  // Counts and names repeats, and equal questions with different answers, each with the place of the first.
  void report(const std::string& file, AuditReport& out);

 private:
  struct Entry {
    uint64_t whole, question;
    uint32_t line, number;
  };
  RecordKind kind_;
  std::deque<Entry> entries_;
};

}  // namespace lathe::data
