// What record formats share: reading members, naming faults, and the order in which people take turns.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/record.h"

namespace lathe::data {

FormatSpec alpaca_format();
FormatSpec messages_format();
FormatSpec sharegpt_format();
FormatSpec query_response_format();
FormatSpec prompt_completion_format();
FormatSpec preference_format();
FormatSpec kto_format();
FormatSpec classification_format();
FormatSpec text_format();

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
// How a turn is spelled: role or from, content or value; and the role that a written name stands for, empty: none.
const char* role_key(const Json& turn);
const char* content_key(const Json& turn);
std::string role_named(std::string_view written);
// A list of turns with role or from, content or value; `field` names the list.
std::vector<text::Message> read_turns(const Json& turns, const std::string& field, Faults& faults);
// System first, then question and answer in turn, an answer last, none empty.
void check_turns(const std::vector<text::Message>& messages, const std::string& field, Faults& faults);
// The turns before an answer: as check_turns, but the last one is the question.
void check_prompt(const std::vector<text::Message>& messages, const std::string& field, Faults& faults);
// What the model may call: a list of schemas, also as JSON in a string; null where there is none.
Json read_tools(const Json& record, Faults& faults);
// A system text in a member beside the turns, put before them.
void put_system(const Json& record, std::vector<text::Message>& messages, Faults& faults);
// Messages, ShareGPT and Alpaca members to the turns they stand for, by what is there.
std::vector<text::Message> read_any_turns(const Json& record, Faults& faults);
// The question of an Alpaca record with its system text and history.
std::vector<text::Message> read_instruction(const Json& record, Faults& faults);
// Preference and KTO records hold answers that must not be learned.
bool is_preference(const Json& record);
bool is_verdict(const Json& value);                // true or false, also as a text
bool has_list(const Json& record, const char* key);
bool has_text(const Json& record, const char* key);
// The first of `keys` that the record has as a text; absent when none is there.
const char* first_text(const Json& record, std::initializer_list<const char*> keys);

}  // namespace lathe::data
