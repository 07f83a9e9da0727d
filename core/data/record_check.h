// One record of a set, checked: what it became and what is to be said of it. Many at a time on several threads.
#pragma once
#include <string>
#include <vector>

#include "core/data/audit.h"

namespace lathe::data {

// What one record became; made by any thread, read in order afterwards.
struct Outcome {
  std::vector<Issue> issues;
  bool converted = false;
  std::string label;
  std::vector<BuiltSample> built;        // as SampleBuilder::build of the record's kind
  Fate fate() const;
  bool used() const { return converted && (fate() == Fate::whole || fate() == Fate::cut); }
};

class RecordCheck {
 public:
  RecordCheck(const FormatSpec& format, const text::Tokenizer& tokenizer, const text::ChatTemplate& chat_template, const config::DataConfig& options);
  Outcome check(const Record& record, int64_t index) const;
  const FormatSpec& format() const { return format_; }

 private:
  std::string control_tokens_in(const Example& example) const;
  void describe(const Record& record, const BuiltSample& built, std::vector<Issue>& issues) const;

  const FormatSpec& format_;
  SampleBuilder builder_;
  const config::DataConfig& options_;
  std::vector<std::string> control_tokens_;
};

// In order, the first with the index `first`; the caller's thread works too and alone reports progress, in records.
std::vector<Outcome> check_all(const std::vector<Record>& records, int64_t first, const RecordCheck& check, std::stop_token stop, const ProgressFn& progress);

}  // namespace lathe::data
