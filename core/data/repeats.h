// Records that repeat others, found at the end by sorted fingerprints: 24 bytes a record.
#pragma once
#include <cstdint>
#include <deque>
#include <string>

#include "core/data/audit.h"

namespace lathe::data {

class Repeats {
 public:
  explicit Repeats(RecordKind kind) : kind_(kind) {}
  void add(const Sample& sample, const std::string& label);
  // Counts and names repeats, and equal questions with different answers, each with the line of the first.
  void report(const std::string& file, AuditReport& out);

 private:
  struct Entry {
    uint64_t whole, question;
    int64_t line;
  };
  RecordKind kind_;
  std::deque<Entry> entries_;
};

}  // namespace lathe::data
