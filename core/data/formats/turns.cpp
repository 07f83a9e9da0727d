#include "core/data/formats/turns.h"

#include <array>
#include <utility>

namespace lathe::data {
namespace {

constexpr JsonLimits kTextLimits{size_t{64} << 20, 64};     // as of a record

struct RoleName {
  std::string_view written, role;
};
constexpr std::array kRoles{RoleName{"system", "system"}, RoleName{"developer", "system"}, RoleName{"user", "user"}, RoleName{"human", "user"},
                            RoleName{"assistant", "assistant"}, RoleName{"gpt", "assistant"}, RoleName{"bot", "assistant"}, RoleName{"function_call", "assistant"},
                            RoleName{"tool_calls", "assistant"}, RoleName{"tool", "tool"}, RoleName{"observation", "tool"}, RoleName{"function", "tool"}};

std::string role_of(const Json& turn, const std::string& field, Faults& faults) {
  const char* key = role_key(turn);
  const Json& value = member(turn, key);
  if (!value.is_string()) {
    faults.add(field + "." + key, value.is_null() ? phrase(LATHE_TR("is missing")) : phrase(LATHE_TR("must be text")), "data.missing_field");
    return {};
  }
  const std::string written = value.get<std::string>();
  if (std::string role = role_named(written); !role.empty()) return role;
  faults.add(field + "." + key, phrase(LATHE_TR("\"{0}\" is not a known role (system, user, assistant, tool)"), written), "data.bad_role");
  return {};
}

bool is_empty_value(const Json& value) { return value.is_null() || (value.is_structured() && value.empty()) || value == "" || value == "[]"; }

// JSON in a text of a record; null where it is none.
Json parsed(const std::string& text) {
  try {
    return parse_json(text, "", kTextLimits);
  } catch (const Error&) {
    return nullptr;
  }
}

// A call as LLaMA-Factory writes it, {"name", "arguments"}, often as JSON in a string, to OpenAI's form.
Json tool_call_of(const Json& written) {
  Json call = written.is_string() ? parsed(written.get_ref<const std::string&>()) : written;
  if (!call.is_object() || !member(call, "name").is_string()) return call.is_object() ? call : Json();
  return {{"type", "function"}, {"function", {{"name", call["name"]}, {"arguments", call.contains("arguments") ? call["arguments"] : Json::object()}}}};
}

// A list of parts is OpenAI's way and LLaMA-Factory's v1: texts are joined, calls and reasoning become members.
void read_parts(const Json& parts, const std::string& field, text::Message& out, Faults& faults) {
  for (size_t i = 0; i < parts.size(); ++i) {
    const Json& part = parts[i];
    const Json& text = member(part, "text").is_null() ? member(part, "value") : member(part, "text");
    const Json& type = member(part, "type");
    if (type == "text" && text.is_string()) { out.content += text.get<std::string>(); continue; }
    if (type == "reasoning" && text.is_string()) { out.members["reasoning_content"] = text; continue; }
    if (type == "tool_call")
      if (Json call = tool_call_of(text); call.is_object()) { out.members["tool_calls"].push_back(std::move(call)); continue; }
    faults.add(field + "[" + std::to_string(i) + "]", phrase(LATHE_TR("is a part of type {0}; only text, reasoning and tool_call parts can be used"), type.dump()), "data.wrong_type");
  }
}

void read_content(const Json& turn, const std::string& field, text::Message& out, Faults& faults) {
  const char* key = content_key(turn);
  const Json& value = member(turn, key);
  if (value.is_string()) { out.content = value.get<std::string>(); return; }
  if (value.is_array()) return read_parts(value, field + "." + key, out, faults);
  if (value.is_null() && out.members.contains("tool_calls")) return;
  faults.add(field + "." + key, value.is_null() ? phrase(LATHE_TR("is missing")) : phrase(LATHE_TR("must be text")), value.is_null() ? "data.missing_field" : "data.wrong_type");
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

bool is_turn_itself(const std::string& key) { return key == "role" || key == "from" || key == "content" || key == "value"; }

text::Message read_turn(const Json& turn, const std::string& field, Faults& faults) {
  text::Message out;
  if (!turn.is_object()) {
    faults.add(field, phrase(LATHE_TR("must be an object")), "data.wrong_type");
    return out;
  }
  out.role = role_of(turn, field, faults);
  for (const auto& [key, value] : turn.items())
    if (!is_turn_itself(key) && !is_empty_value(value)) out.members[key] = value;
  if (const Json& calls = member(out.members, "tool_calls"); !calls.is_null() && !calls.is_array()) faults.add(field + ".tool_calls", phrase(LATHE_TR("must be a list")), "data.wrong_type");
  read_content(turn, field, out, faults);
  out.learned = out.role == "assistant" && is_learned(turn, field, faults);
  return out;
}

// What is wrong with the turn at `i`, if anything.
std::optional<std::pair<Phrase, const char*>> fault_of_turn(const std::vector<text::Message>& messages, size_t i, size_t first) {
  const std::string& role = messages[i].role;
  const std::string before = i == first ? "" : messages[i - 1].role;
  if (role == "system") return std::pair{phrase(LATHE_TR("a system text may only stand first")), "data.bad_turns"};
  if (role == "assistant" && (before.empty() || before == "assistant")) return std::pair{phrase(LATHE_TR("an answer must follow a question")), "data.bad_turns"};
  if (role == "user" && !before.empty() && before != "assistant") return std::pair{phrase(LATHE_TR("a question must follow an answer")), "data.bad_turns"};
  if (role == "tool" && before != "assistant" && before != "tool") return std::pair{phrase(LATHE_TR("a tool's result must follow a call")), "data.bad_turns"};
  if (is_blank_text(messages[i].content) && !messages[i].members.contains("tool_calls")) return std::pair{phrase(LATHE_TR("is empty")), "data.empty_field"};
  return std::nullopt;
}

bool check_order(const std::vector<text::Message>& messages, const std::string& field, Faults& faults) {
  const size_t first = !messages.empty() && messages[0].role == "system" ? 1 : 0;
  if (first == messages.size()) return faults.add(field, phrase(LATHE_TR("has no turns")), "data.empty_field"), false;
  for (size_t i = first; i < messages.size(); ++i)
    if (const auto fault = fault_of_turn(messages, i, first)) return faults.add(field + "[" + std::to_string(i) + "]", fault->first, fault->second), false;
  return true;
}

}  // namespace

const char* role_key(const Json& turn) { return turn.contains("from") || (turn.contains("value") && !turn.contains("role")) ? "from" : "role"; }
const char* content_key(const Json& turn) { return turn.contains("content") || !turn.contains("value") ? "content" : "value"; }

std::string role_named(std::string_view written) {
  for (const RoleName& name : kRoles)
    if (name.written == written) return std::string(name.role);
  return {};
}

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
  if (!check_order(messages, field, faults)) return;
  if (messages.back().role != "assistant") faults.add(field + "[" + std::to_string(messages.size() - 1) + "]", phrase(LATHE_TR("the last turn must be an answer")), "data.bad_turns");
}

void check_prompt(const std::vector<text::Message>& messages, const std::string& field, Faults& faults) {
  if (!check_order(messages, field, faults)) return;
  if (messages.back().role == "assistant") faults.add(field + "[" + std::to_string(messages.size() - 1) + "]", phrase(LATHE_TR("the last turn must be a question")), "data.bad_turns");
}

Json read_tools(const Json& record, Faults& faults) {
  const Json& tools = member(record, "tools");
  if (is_empty_value(tools)) return nullptr;
  Json list = tools.is_string() ? parsed(tools.get_ref<const std::string&>()) : tools;
  if (list.is_array()) return list;
  faults.add("tools", phrase(LATHE_TR("must be a list, or a list as JSON in a text")), "data.wrong_type");
  return nullptr;
}

void put_system(const Json& record, std::vector<text::Message>& messages, Faults& faults) {
  const std::string system = text_member(record, "system", faults);
  if (system.empty() || faults.any()) return;
  if (!messages.empty() && messages.front().role == "system") return faults.add("system", phrase(LATHE_TR("the record has two system texts")), "data.bad_turns");
  messages.insert(messages.begin(), {"system", system});
}

std::vector<text::Message> read_any_turns(const Json& record, Faults& faults) {
  const char* list = has_list(record, "messages") ? "messages" : has_list(record, "conversations") ? "conversations" : has_list(record, "prompt") ? "prompt" : nullptr;
  if (!list) return read_instruction(record, faults);
  std::vector<text::Message> out = read_turns(member(record, list), list, faults);
  put_system(record, out, faults);
  return out;
}

bool is_preference(const Json& record) {
  return record.contains("chosen") || record.contains("rejected") || record.contains("chosen_messages") || record.contains("kto_tag") || is_verdict(member(record, "label"));
}

// Tables hold true and false as texts.
bool is_verdict(const Json& value) { return value.is_boolean() || value == "true" || value == "false" || value == "True" || value == "False"; }

bool has_list(const Json& record, const char* key) { return member(record, key).is_array(); }
bool has_text(const Json& record, const char* key) { return member(record, key).is_string(); }

const char* first_text(const Json& record, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (has_text(record, key)) return key;
  return nullptr;
}

}  // namespace lathe::data
