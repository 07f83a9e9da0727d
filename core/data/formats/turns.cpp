#include "core/data/formats/turns.h"

#include <array>

namespace lathe::data {
namespace {

struct RoleName {
  std::string_view written, role;
};
constexpr std::array kRoles{RoleName{"system", "system"}, RoleName{"developer", "system"}, RoleName{"user", "user"}, RoleName{"human", "user"},
                            RoleName{"assistant", "assistant"}, RoleName{"gpt", "assistant"}, RoleName{"bot", "assistant"}, RoleName{"function_call", "assistant"},
                            RoleName{"tool_calls", "assistant"}, RoleName{"tool", "tool"}, RoleName{"observation", "tool"}, RoleName{"function", "tool"}};

std::string role_of(const Json& turn, const std::string& field, Faults& faults) {
  const char* key = turn.contains("from") || (turn.contains("value") && !turn.contains("role")) ? "from" : "role";
  const Json& value = member(turn, key);
  if (!value.is_string()) {
    faults.add(field + "." + key, value.is_null() ? phrase(LATHE_TR("is missing")) : phrase(LATHE_TR("must be text")), "data.missing_field");
    return {};
  }
  const std::string written = value.get<std::string>();
  for (const RoleName& name : kRoles)
    if (name.written == written) return std::string(name.role);
  faults.add(field + "." + key, phrase(LATHE_TR("\"{0}\" is not a known role (system, user, assistant, tool)"), written), "data.bad_role");
  return {};
}

// A list of parts is the OpenAI way; text parts are joined, others cannot be used.
std::string joined_parts(const Json& parts, const std::string& field, Faults& faults) {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Json& part = parts[i];
    const Json& text = member(part, "text").is_null() ? member(part, "value") : member(part, "text");
    const Json& type = member(part, "type");
    if (type == "text" && text.is_string()) { out += text.get<std::string>(); continue; }
    faults.add(field + "[" + std::to_string(i) + "]", phrase(LATHE_TR("is a part of type {0}; only text parts can be used"), type.dump()), "data.wrong_type");
  }
  return out;
}

std::string content_of(const Json& turn, const std::string& field, Faults& faults) {
  const char* key = turn.contains("content") || !turn.contains("value") ? "content" : "value";
  const Json& value = member(turn, key);
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) return joined_parts(value, field + "." + key, faults);
  faults.add(field + "." + key, value.is_null() ? phrase(LATHE_TR("is missing")) : phrase(LATHE_TR("must be text")), value.is_null() ? "data.missing_field" : "data.wrong_type");
  return {};
}

// OpenAI's weight and LLaMA-Factory's loss_weight: 0 leaves an answer unlearned.
bool is_learned(const Json& turn, const std::string& field, Faults& faults) {
  for (const char* key : {"weight", "loss_weight"}) {
    const Json& weight = member(turn, key);
    if (weight.is_null()) continue;
    if (weight.is_number() && weight.get<double>() == 0) return false;
    if (!weight.is_number() || weight.get<double>() != 1)
      faults.note(field + "." + key, phrase(LATHE_TR("is {0}; only 0 and 1 can be followed, the answer is learned in full"), weight.dump()), "data.weight");
  }
  return true;
}

bool is_empty_value(const Json& value) { return value.is_null() || (value.is_structured() && value.empty()) || value == "" || value == "[]"; }

text::Message read_turn(const Json& turn, const std::string& field, Faults& faults) {
  text::Message out;
  if (!turn.is_object()) {
    faults.add(field, phrase(LATHE_TR("must be an object")), "data.wrong_type");
    return out;
  }
  out.role = role_of(turn, field, faults);
  if (!is_empty_value(member(turn, "tool_calls"))) {
    faults.add(field + ".tool_calls", phrase(LATHE_TR("tool calls cannot be rendered yet; the record is left out")), "data.tools");
    return out;
  }
  out.content = content_of(turn, field, faults);
  out.learned = out.role == "assistant" && is_learned(turn, field, faults);
  for (const char* key : {"reasoning_content", "thinking"})
    if (!is_empty_value(member(turn, key))) faults.note(field + "." + key, phrase(LATHE_TR("is not rendered yet; the record is used without it")), "data.not_rendered");
  return out;
}

}  // namespace

std::string text_member(const Json& object, const char* key, Faults& faults) {
  const Json& value = member(object, key);
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_null()) faults.add(key, phrase(LATHE_TR("must be text, but is {0}"), shown(value)), "data.wrong_type");
  return {};
}

bool is_blank_text(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

std::vector<text::Message> read_turns(const Json& turns, const std::string& field, Faults& faults) {
  std::vector<text::Message> out;
  if (!turns.is_array()) {
    faults.add(field, turns.is_null() ? phrase(LATHE_TR("is missing")) : phrase(LATHE_TR("must be a list")), turns.is_null() ? "data.missing_field" : "data.wrong_type");
    return out;
  }
  for (size_t i = 0; i < turns.size(); ++i) out.push_back(read_turn(turns[i], field + "[" + std::to_string(i) + "]", faults));
  return out;
}

void check_turns(const std::vector<text::Message>& messages, const std::string& field, Faults& faults) {
  const auto at = [&](size_t i) { return field + "[" + std::to_string(i) + "]"; };
  size_t first = 0;
  if (first < messages.size() && messages[0].role == "system") ++first;
  if (first == messages.size()) return faults.add(field, phrase(LATHE_TR("has no turns")), "data.empty_field");
  for (size_t i = first; i < messages.size(); ++i) {
    const std::string& role = messages[i].role;
    const std::string before = i == first ? "" : messages[i - 1].role;
    if (role == "system") return faults.add(at(i), phrase(LATHE_TR("a system text may only stand first")), "data.bad_turns");
    if (role == "assistant" && (before.empty() || before == "assistant")) return faults.add(at(i), phrase(LATHE_TR("an answer must follow a question")), "data.bad_turns");
    if (role == "user" && !before.empty() && before != "assistant") return faults.add(at(i), phrase(LATHE_TR("a question must follow an answer")), "data.bad_turns");
    if (role == "tool" && before != "assistant" && before != "tool") return faults.add(at(i), phrase(LATHE_TR("a tool's result must follow a call")), "data.bad_turns");
    if (is_blank_text(messages[i].content)) return faults.add(at(i), phrase(LATHE_TR("is empty")), "data.empty_field");
  }
  if (messages.back().role != "assistant") faults.add(at(messages.size() - 1), phrase(LATHE_TR("the last turn must be an answer")), "data.bad_turns");
}

void note_tools(const Json& record, Faults& faults) {
  if (is_empty_value(member(record, "tools"))) return;
  faults.note("tools", phrase(LATHE_TR("tools are kept in the record but cannot be rendered yet; the record is used without them")), "data.tools");
}

bool is_preference(const Json& record) {
  return record.contains("chosen") || record.contains("rejected") || record.contains("kto_tag") || member(record, "label").is_boolean();
}

bool has_list(const Json& record, const char* key) { return member(record, key).is_array(); }

}  // namespace lathe::data
