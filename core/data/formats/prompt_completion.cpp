#include "core/data/formats/answers.h"

namespace lathe::data {
namespace {

bool is_text_or_list(const Json& value) { return value.is_string() || value.is_array(); }

double fit(const Json& record) {
  return !is_preference(record) && is_text_or_list(member(record, "prompt")) && is_text_or_list(member(record, "completion")) ? 1 : 0;
}

bool read(const Record& record, Example& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out = {};
  text::Conversation& conversation = out.conversation;
  conversation.messages = read_any_turns(record.value, faults);
  if (!faults.any()) check_prompt(conversation.messages, "prompt", faults);
  for (text::Message& message : conversation.messages) message.learned = false;
  for (text::Message& answer : read_answer(record.value, "completion", faults)) conversation.messages.push_back(std::move(answer));
  conversation.tools = read_tools(record.value, faults);
  return !faults.any();
}

}  // namespace

FormatSpec prompt_completion_format() {
  return {.id = "prompt_completion", .title = LATHE_TR("Prompt and completion"),
          .help = LATHE_TR("A prompt and what follows it in completion, as texts or as lists of messages; only the completion is learned."),
          .columns = {"prompt", "completion"}, .fit = fit, .read = read,
          .empty_record = [] { return Json{{"prompt", ""}, {"completion", ""}}; }};
}

}  // namespace lathe::data
