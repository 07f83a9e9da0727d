#include "core/data/formats/turns.h"

namespace lathe::data {
namespace {

constexpr std::initializer_list<const char*> kQuestions = {"question", "query", "prompt", "instruction"}, kAnswers = {"response", "answer", "output"};

double fit(const Json& record) {
  if (is_preference(record) || (record.contains("instruction") && record.contains("output"))) return 0;
  return first_text(record, kQuestions) && first_text(record, kAnswers) ? 1 : 0;
}

bool read(const Record& record, Example& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out = {};
  out.conversation.messages = read_instruction(record.value, faults);
  const char* answer = first_text(record.value, kAnswers);
  if (!answer) faults.add("response", phrase(LATHE_TR("is missing")), "data.missing_field");
  const std::string text = answer ? record.value[answer].get<std::string>() : "";
  if (answer && is_blank_text(text)) faults.add(answer, phrase(LATHE_TR("is empty")), "data.empty_field");
  out.conversation.messages.push_back({"assistant", text, true});
  return !faults.any();
}

}  // namespace

FormatSpec query_response_format() {
  return {.id = "query_response", .title = LATHE_TR("Question and answer"),
          .help = LATHE_TR("One question (question, query, prompt or instruction) and one answer (response, answer or output)."),
          .columns = {"query", "response"}, .fit = fit, .read = read,
          .empty_record = [] { return Json{{"query", ""}, {"response", ""}}; }};
}

}  // namespace lathe::data
