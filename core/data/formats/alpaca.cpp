#include "core/data/formats/turns.h"

namespace lathe::data {
namespace {

double fit(const Json& record) {
  if (is_preference(record)) return 0;
  return (record.contains("instruction") ? 0.5 : 0) + (record.contains("output") ? 0.5 : 0);
}

// History comes first, as pairs of question and answer; its answers are learned too.
void read_history(const Json& history, text::Conversation& out, Faults& faults) {
  if (history.is_null()) return;
  if (!history.is_array()) return faults.add("history", phrase(LATHE_TR("must be a list of [question, answer]")), "data.wrong_type");
  for (size_t i = 0; i < history.size(); ++i) {
    const Json& pair = history[i];
    const std::string field = "history[" + std::to_string(i) + "]";
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) {
      faults.add(field, phrase(LATHE_TR("must be two texts: [question, answer]")), "data.wrong_type");
      continue;
    }
    out.messages.push_back({"user", pair[0].get<std::string>()});
    out.messages.push_back({"assistant", pair[1].get<std::string>(), true});
    if (is_blank_text(pair[0]) || is_blank_text(pair[1])) faults.add(field, phrase(LATHE_TR("is empty")), "data.empty_field");
  }
}

bool to_conversation(const Record& record, text::Conversation& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  const Json& value = record.value;
  const std::string instruction = text_member(value, "instruction", faults), input = text_member(value, "input", faults);
  const std::string output = text_member(value, "output", faults), system = text_member(value, "system", faults);
  for (const char* key : {"instruction", "output"})
    if (member(value, key).is_null() && !(std::string_view(key) == "instruction" && !is_blank_text(input))) faults.add(key, phrase(LATHE_TR("is missing")), "data.missing_field");
  if (member(value, "instruction").is_string() && is_blank_text(instruction) && is_blank_text(input)) faults.add("instruction", phrase(LATHE_TR("is empty")), "data.empty_field");
  if (member(value, "output").is_string() && is_blank_text(output)) faults.add("output", phrase(LATHE_TR("is empty")), "data.empty_field");
  out = {};
  if (!system.empty()) out.messages.push_back({"system", system});
  read_history(member(value, "history"), out, faults);
  note_tools(value, faults);
  const std::string between = instruction.empty() || input.empty() ? "" : "\n";
  out.messages.push_back({"user", instruction + between + input, false, input});
  out.messages.push_back({"assistant", output, true});
  return !faults.any();
}

}  // namespace

FormatSpec alpaca_format() {
  return {.id = "alpaca", .title = LATHE_TR("Alpaca"),
          .help = LATHE_TR("One question and its answer in instruction, input and output; earlier turns in history, a frame in system."),
          .columns = {"instruction", "input", "output", "system"}, .fit = fit, .to_conversation = to_conversation,
          .empty_record = [] { return Json{{"instruction", ""}, {"input", ""}, {"output", ""}}; }};
}

}  // namespace lathe::data
