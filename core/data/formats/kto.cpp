#include "core/data/formats/answers.h"

namespace lathe::data {
namespace {

const char* tag_of(const Json& record) { return record.contains("kto_tag") ? "kto_tag" : "label"; }

bool has_answer(const Json& record) {
  return has_list(record, "messages") || has_list(record, "conversations") || record.contains("completion") || (record.contains("instruction") && record.contains("output"));
}

double fit(const Json& record) { return is_verdict(member(record, tag_of(record))) && has_answer(record) ? 1 : 0; }

void read_tag(const Json& record, Example& out, Faults& faults) {
  const Json& tag = member(record, tag_of(record));
  if (tag.is_boolean()) out.desirable = tag.get<bool>();
  else if (is_verdict(tag)) out.desirable = tag == "true" || tag == "True";
  else faults.add(tag_of(record), tag.is_null() ? phrase(LATHE_TR("is missing")) : phrase(LATHE_TR("must be true or false, but is {0}"), shown(tag)), tag.is_null() ? "data.missing_field" : "data.wrong_type");
}

bool read(const Record& record, Example& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out = {};
  const Json& value = record.value;
  std::vector<text::Message>& messages = out.conversation.messages;
  messages = read_any_turns(value, faults);
  const char* answer = value.contains("completion") ? "completion" : value.contains("output") ? "output" : nullptr;
  if (answer)
    for (text::Message& message : read_answer(value, answer, faults)) messages.push_back(std::move(message));
  if (!faults.any()) check_turns(messages, has_list(value, "conversations") ? "conversations" : "messages", faults);
  for (size_t i = 0; i + 1 < messages.size(); ++i) messages[i].learned = false;      // the last answer is what was judged
  read_tag(value, out, faults);
  out.conversation.tools = read_tools(value, faults);
  return !faults.any();
}

}  // namespace

FormatSpec kto_format() {
  return {.id = "kto", .title = LATHE_TR("Judged answers (KTO)"), .kind = RecordKind::kto,
          .help = LATHE_TR("An answer and whether it is a good one: messages, conversations, Alpaca members or prompt and completion, with label or kto_tag true or false."),
          .columns = {"prompt", "completion", "label"}, .fit = fit, .read = read,
          .empty_record = [] { return Json{{"prompt", ""}, {"completion", ""}, {"label", true}}; }};
}

}  // namespace lathe::data
