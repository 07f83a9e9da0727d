// How things go wrong: one exception for what a person or the machine did, a list of issues for faults in data.
#pragma once
#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include "core/base/phrase.h"

namespace lathe {

// A fault in somebody's data or settings. `line` counts from 1, 0 means the whole file; `field` may be empty.
struct Issue {
  std::string file;
  int64_t line = 0;
  std::string field;
  Phrase reason;
  std::string code;               // stable, groups equal faults: "data.missing_field"

  Phrase sentence() const;        // "train.jsonl, line 812, output: is missing"
  std::string str() const { return sentence().str(); }
  bool operator==(const Issue&) const = default;
};

// What the user or the environment caused. `message` opens with its operation in brackets and names file and figures;
// `hint` says what to do. `code` is stable.
class Error : public std::exception {
 public:
  Error(std::string code, Phrase message, Phrase hint = {}, std::vector<Issue> issues = {});
  const char* what() const noexcept override { return text_.c_str(); }

  std::string code;
  Phrase message;
  Phrase hint;
  std::vector<Issue> issues;      // all faults at once, where there are several

 private:
  std::string text_;              // message, then hint
};

// Thrown by throw_if_stopped; ends a job as cancelled, never as failed.
class Cancelled : public std::exception {
 public:
  const char* what() const noexcept override { return "cancelled"; }
};

}  // namespace lathe
