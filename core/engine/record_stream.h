// The records of a file batch by batch, their format told by the first ones: for work that keeps none of them.
#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/config/run_config.h"
#include "core/data/record_source.h"

namespace lathe::engine {

class RecordStream {
 public:
  // Opens data.path and reads what the format is told by: records() holds it. Throws as data::RecordSource.
  RecordStream(const config::DataConfig& options, std::stop_token stop);
  // The format that the options name, or the one that fits. Throws Error data.no_format, data.empty, data.unknown_format.
  data::Detected detect() const;

  std::vector<data::Record>& records() { return records_; }
  std::vector<Issue>& issues() { return issues_; }         // of reading these records
  bool next();                                            // the next batch in their place; false: there is none
  const data::RecordSource& source() const { return source_; }

 private:
  std::string format_;
  data::RecordSource source_;
  std::vector<data::Record> records_;
  std::vector<Issue> issues_;
  bool more_ = true;
};

}  // namespace lathe::engine
