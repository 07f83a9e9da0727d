#include "core/data/formats/turns.h"

namespace lathe::data {
namespace {

double fit(const Json& record) { return !is_preference(record) && has_list(record, "conversations") ? 1 : 0; }

bool to_conversation(const Record& record, text::Conversation& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out.messages = read_turns(member(record.value, "conversations"), "conversations", faults);
  const std::string system = text_member(record.value, "system", faults);
  note_tools(record.value, faults);
  if (!faults.any()) check_turns(out.messages, "conversations", faults);
  if (system.empty() || faults.any()) return !faults.any();
  if (out.messages.front().role == "system") faults.add("system", phrase(LATHE_TR("the record has two system texts")), "data.bad_turns");
  out.messages.insert(out.messages.begin(), {"system", system});
  return !faults.any();
}

}  // namespace

FormatSpec sharegpt_format() {
  return {.id = "sharegpt", .title = LATHE_TR("ShareGPT"),
          .help = LATHE_TR("A list of conversations, each turn with from (human, gpt, observation, function_call) and value."),
          .columns = {"conversations", "system"}, .fit = fit, .to_conversation = to_conversation,
          .empty_record = [] { return Json{{"conversations", Json::array({Json{{"from", "human"}, {"value", ""}}, Json{{"from", "gpt"}, {"value", ""}}})}}; }};
}

}  // namespace lathe::data
