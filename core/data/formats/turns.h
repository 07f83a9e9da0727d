// What record formats share: reading members, naming faults, and the order in which people take turns.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/data/record.h"

namespace lathe::data {

FormatSpec alpaca_format();
FormatSpec messages_format();
FormatSpec sharegpt_format();

// Gathers the faults of one record.
class Faults {
 public:
  Faults(const Record& record, std::vector<Issue>& issues) : record_(record), issues_(issues) {}
  void add(std::string field, Phrase reason, const char* code) {
    issues_.push_back({record_.file, record_.line, std::move(field), std::move(reason), code});
    any_ = true;
  }
  // Said, but the record is used.
  void note(std::string field, Phrase reason, const char* code) {
    issues_.push_back({record_.file, record_.line, std::move(field), std::move(reason), code});
  }
  bool any() const { return any_; }

 private:
  const Record& record_;
  std::vector<Issue>& issues_;
  bool any_ = false;
};

// The text of a member; absent and null are empty. Anything else is a fault.
std::string text_member(const Json& object, const char* key, Faults& faults);
bool is_blank_text(const std::string& text);
// A list of turns with role or from, content or value; `field` names the list.
std::vector<text::Message> read_turns(const Json& turns, const std::string& field, Faults& faults);
// System first, then question and answer in turn, an answer last, none empty.
void check_turns(const std::vector<text::Message>& messages, const std::string& field, Faults& faults);
void note_tools(const Json& record, Faults& faults);
// Preference and KTO records hold answers that must not be learned.
bool is_preference(const Json& record);
bool has_list(const Json& record, const char* key);

}  // namespace lathe::data
