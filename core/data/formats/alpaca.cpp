#include "core/data/formats/turns.h"

namespace lathe::data {
namespace {

double fit(const Json& record) {
  if (is_preference(record)) return 0;
  return (record.contains("instruction") ? 0.5 : 0) + (record.contains("output") ? 0.5 : 0);
}

// History comes first, as pairs of question and answer; its answers are learned too.
void read_history(const Json& history, std::vector<text::Message>& out, Faults& faults) {
  if (history.is_null()) return;
  if (!history.is_array()) return faults.add("history", phrase(LATHE_TR("must be a list of [question, answer]")), "data.wrong_type");
  for (size_t i = 0; i < history.size(); ++i) {
    const Json& pair = history[i];
    const std::string field = "history[" + std::to_string(i) + "]";
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) {
      faults.add(field, phrase(LATHE_TR("must be two texts: [question, answer]")), "data.wrong_type");
      continue;
    }
    out.push_back({"user", pair[0].get<std::string>()});
    out.push_back({"assistant", pair[1].get<std::string>(), true});
    if (is_blank_text(pair[0]) || is_blank_text(pair[1])) faults.add(field, phrase(LATHE_TR("is empty")), "data.empty_field");
  }
}

bool read(const Record& record, Example& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out = {};
  out.conversation.messages = read_instruction(record.value, faults);
  out.conversation.tools = read_tools(record.value, faults);
  const std::string output = text_member(record.value, "output", faults);
  if (member(record.value, "output").is_null()) faults.add("output", phrase(LATHE_TR("is missing")), "data.missing_field");
  else if (member(record.value, "output").is_string() && is_blank_text(output)) faults.add("output", phrase(LATHE_TR("is empty")), "data.empty_field");
  out.conversation.messages.push_back({"assistant", output, true});
  return !faults.any();
}

}  // namespace

std::vector<text::Message> read_instruction(const Json& record, Faults& faults) {
  const char* key = first_text(record, {"instruction", "prompt", "question", "query"});
  if (!key) key = "instruction";
  const std::string instruction = text_member(record, key, faults), input = text_member(record, "input", faults), system = text_member(record, "system", faults);
  if (member(record, key).is_null() && is_blank_text(input)) faults.add(key, phrase(LATHE_TR("is missing")), "data.missing_field");
  if (member(record, key).is_string() && is_blank_text(instruction) && is_blank_text(input)) faults.add(key, phrase(LATHE_TR("is empty")), "data.empty_field");
  std::vector<text::Message> out;
  if (!system.empty()) out.push_back({"system", system});
  read_history(member(record, "history"), out, faults);
  const std::string between = instruction.empty() || input.empty() ? "" : "\n";
  out.push_back({"user", instruction + between + input, false, input});
  return out;
}

FormatSpec alpaca_format() {
  return {.id = "alpaca", .title = LATHE_TR("Alpaca"),
          .help = LATHE_TR("One question and its answer in instruction, input and output; earlier turns in history, a frame in system."),
          .columns = {"instruction", "input", "output", "system"}, .fit = fit, .read = read,
          .empty_record = [] { return Json{{"instruction", ""}, {"input", ""}, {"output", ""}}; }};
}

}  // namespace lathe::data
