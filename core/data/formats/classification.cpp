#include <array>

#include "core/data/formats/turns.h"

namespace lathe::data {
namespace {

struct Members {
  const char *text, *pair;               // pair: absent where the set has single texts
};
constexpr std::array kKnown{Members{"sentence1", "sentence2"}, Members{"premise", "hypothesis"}, Members{"question1", "question2"}, Members{"text_a", "text_b"},
                            Members{"text", "text_pair"},      Members{"text", "text_b"},        Members{"sentence", nullptr},      Members{"review", nullptr}};

// Known names that the record has, pairs first; a pair's second text may be absent only where a single text is usual.
const Members* members_of(const Json& record) {
  const auto has = [&](const char* key) { return key && record.contains(key); };
  for (const Members& names : kKnown)
    if (has(names.text) && has(names.pair)) return &names;
  for (const Members& names : kKnown)
    if (has(names.text) && std::string_view(names.text).find('1') == std::string_view::npos) return &names;
  return nullptr;
}

const char* label_of(const Json& record) { return record.contains("label") ? "label" : record.contains("labels") ? "labels" : record.contains("label_text") ? "label_text" : "label"; }

bool is_name(const Json& value) { return value.is_string() || value.is_number_integer() || value.is_boolean(); }

double fit(const Json& record) {
  if (record.contains("chosen") || record.contains("messages") || record.contains("conversations") || !is_name(member(record, label_of(record)))) return 0;
  return members_of(record) ? 1 : 0;
}

bool read(const Record& record, Example& out, std::vector<Issue>& issues) {
  Faults faults(record, issues);
  out = {};
  static constexpr Members kAbsent{"text", nullptr};
  const Members* names = members_of(record.value);
  if (!names) names = &kAbsent;
  out.text = text_member(record.value, names->text, faults);
  if (member(record.value, names->text).is_null()) faults.add(names->text, phrase(LATHE_TR("is missing")), "data.missing_field");
  else if (!faults.any() && is_blank_text(out.text)) faults.add(names->text, phrase(LATHE_TR("is empty")), "data.empty_field");
  if (names->pair) out.text_pair = text_member(record.value, names->pair, faults);
  const char* key = label_of(record.value);
  const Json& label = member(record.value, key);
  if (label.is_null()) faults.add(key, phrase(LATHE_TR("is missing")), "data.missing_field");
  else if (!is_name(label)) faults.add(key, phrase(LATHE_TR("must be a name or a whole number, but is {0}"), shown(label)), "data.wrong_type");
  else out.label = label.is_string() ? label.get<std::string>() : label.dump();
  if (!label.is_null() && is_name(label) && is_blank_text(out.label)) faults.add(key, phrase(LATHE_TR("is empty")), "data.empty_field");
  return !faults.any();
}

}  // namespace

FormatSpec classification_format() {
  return {.id = "classification", .title = LATHE_TR("Texts with a label (classification)"), .kind = RecordKind::classification,
          .help = LATHE_TR("A text, or two sentences, and the label it belongs to: text and label, or sentence1, sentence2 and label."),
          .columns = {"text", "label"}, .fit = fit, .read = read,
          .empty_record = [] { return Json{{"text", ""}, {"label", ""}}; }};
}

}  // namespace lathe::data
