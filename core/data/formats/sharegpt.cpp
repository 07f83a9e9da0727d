#include "core/data/formats/turns.h"

namespace lathe::data {
namespace {

double fit(const Json& record) { return !is_preference(record) && has_list(record, "conversations") ? 1 : 0; }

bool read(const Record& record, Example& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out = {};
  text::Conversation& conversation = out.conversation;
  conversation.messages = read_turns(member(record.value, "conversations"), "conversations", faults);
  conversation.tools = read_tools(record.value, faults);
  if (!faults.any()) check_turns(conversation.messages, "conversations", faults);
  if (!faults.any()) put_system(record.value, conversation.messages, faults);
  return !faults.any();
}

}  // namespace

FormatSpec sharegpt_format() {
  return {.id = "sharegpt", .title = LATHE_TR("ShareGPT"),
          .help = LATHE_TR("A list of conversations, each turn with from (human, gpt, observation, function_call) and value."),
          .columns = {"conversations", "system"}, .fit = fit, .read = read,
          .empty_record = [] { return Json{{"conversations", Json::array({Json{{"from", "human"}, {"value", ""}}, Json{{"from", "gpt"}, {"value", ""}}})}}; }};
}

}  // namespace lathe::data
