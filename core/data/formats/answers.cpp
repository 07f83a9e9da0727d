#include "core/data/formats/answers.h"

namespace lathe::data {

std::vector<text::Message> read_answer(const Json& record, const char* key, Faults& faults) {
  const Json& value = member(record, key);
  std::vector<text::Message> out;
  if (value.is_null()) faults.add(key, phrase(LATHE_TR("is missing")), "data.missing_field");
  else if (value.is_string()) out = {{"assistant", value.get<std::string>(), true}};
  else if (value.is_object()) out = read_turns(Json::array({value}), key, faults);
  else if (value.is_array()) out = read_turns(value, key, faults);
  else faults.add(key, phrase(LATHE_TR("must be a text or a list of messages")), "data.wrong_type");
  if (out.empty() && value.is_array() && value.empty()) faults.add(key, phrase(LATHE_TR("is empty")), "data.empty_field");
  if (out.empty()) return out;
  if (out.back().role != "assistant") faults.add(key, phrase(LATHE_TR("must end with an answer")), "data.bad_turns");
  else if (is_blank_text(out.back().content) && !out.back().members.contains("tool_calls")) faults.add(key, phrase(LATHE_TR("is empty")), "data.empty_field");
  return out;
}

}  // namespace lathe::data
