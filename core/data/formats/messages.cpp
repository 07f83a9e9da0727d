#include "core/data/formats/turns.h"

namespace lathe::data {
namespace {

double fit(const Json& record) { return !is_preference(record) && has_list(record, "messages") ? 1 : 0; }

bool read(const Record& record, Example& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out = {};
  text::Conversation& conversation = out.conversation;
  conversation.messages = read_turns(member(record.value, "messages"), "messages", faults);
  conversation.tools = read_tools(record.value, faults);
  if (!faults.any()) check_turns(conversation.messages, "messages", faults);
  if (!faults.any()) put_system(record.value, conversation.messages, faults);
  return !faults.any();
}

}  // namespace

FormatSpec messages_format() {
  return {.id = "messages", .title = LATHE_TR("Messages (ChatML, OpenAI)"),
          .help = LATHE_TR("A list of messages, each with a role (system, user, assistant, tool) and its content."),
          .columns = {"messages"}, .fit = fit, .read = read,
          .empty_record = [] { return Json{{"messages", Json::array({Json{{"role", "user"}, {"content", ""}}, Json{{"role", "assistant"}, {"content", ""}}})}}; }};
}

}  // namespace lathe::data
