#include "core/data/formats/turns.h"

namespace lathe::data {
namespace {

double fit(const Json& record) {
  const char* key = first_text(record, {"text", "content"});
  if (!key || record.contains("label") || record.contains("labels") || record.contains("role")) return 0;
  return record.contains("instruction") || record.contains("prompt") || record.contains("output") ? 0.25 : 1;
}

bool read(const Record& record, Example& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out = {};
  const char* key = record.value.contains("text") || !record.value.contains("content") ? "text" : "content";
  out.text = text_member(record.value, key, faults);
  if (member(record.value, key).is_null()) faults.add(key, phrase(LATHE_TR("is missing")), "data.missing_field");
  else if (!faults.any() && is_blank_text(out.text)) faults.add(key, phrase(LATHE_TR("is empty")), "data.empty_field");
  return !faults.any();
}

}  // namespace

FormatSpec text_format() {
  return {.id = "text", .title = LATHE_TR("Plain text"), .kind = RecordKind::text,
          .help = LATHE_TR("Running text in the member text, or a text file; all of it is learned, no chat template is used."),
          .columns = {"text"}, .fit = fit, .read = read,
          .empty_record = [] { return Json{{"text", ""}}; }};
}

}  // namespace lathe::data
