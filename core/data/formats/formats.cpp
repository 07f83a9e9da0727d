// The registry of record formats, and detection by content.
#include <algorithm>

#include "core/data/formats/turns.h"

namespace lathe::data {
namespace {

constexpr size_t kLookedAt = 1000;

std::string found_members(const std::vector<Record>& records) {
  std::vector<std::string> seen;
  for (size_t i = 0; i < std::min<size_t>(records.size(), 20); ++i)
    for (const auto& [key, value] : records[i].value.items())
      if (seen.size() < 10 && std::find(seen.begin(), seen.end(), key) == seen.end()) seen.push_back(key);
  std::string out;
  for (const std::string& key : seen) out += (out.empty() ? "" : ", ") + key;
  return out.empty() ? "none" : out;
}

[[noreturn]] void no_format(const std::vector<Record>& records, const std::string& file) {
  if (records.empty())
    throw Error("data.empty", phrase(LATHE_TR("[detect_format] {0}: the file holds no record that can be read"), file),
                phrase(LATHE_TR("Choose a file that holds records.")));
  throw Error("data.no_format", phrase(LATHE_TR("[detect_format] {0}: no known record format fits; the members are {1}"), file, found_members(records)),
              phrase(LATHE_TR("Rename the members to instruction and output, or to messages with role and content.")));
}

// The members that all fitting records have, in the order of the first.
std::string shared_members(const std::vector<const Json*>& records) {
  std::string out;
  for (const auto& [key, value] : records.front()->items())
    if (std::all_of(records.begin(), records.end(), [&key = key](const Json* record) { return record->contains(key); })) out += (out.empty() ? "" : ", ") + key;
  return out;
}

}  // namespace

const std::vector<FormatSpec>& formats() {
  static const std::vector<FormatSpec> all{alpaca_format(), messages_format(), sharegpt_format(), query_response_format(), prompt_completion_format(),
                                           preference_format(), kto_format(), classification_format(), text_format()};
  return all;
}

const FormatSpec& format_by_id(const std::string& id) {
  for (const FormatSpec& format : formats())
    if (format.id == id) return format;
  std::string known;
  for (const FormatSpec& format : formats()) known += (known.empty() ? "" : ", ") + format.id;
  throw Error("data.unknown_format", phrase(LATHE_TR("[read_records] there is no record format \"{0}\""), id), phrase(LATHE_TR("Choose auto or one of: {0}."), known));
}

bool FormatSpec::to_conversation(const Record& record, text::Conversation& out, std::vector<Issue>& issues) const {
  Example example;
  const bool usable = read(record, example, issues);
  out = std::move(example.conversation);
  return usable;
}

Detected detect_format(const std::vector<Record>& records, const std::string& file) {
  const size_t looked_at = std::min(records.size(), kLookedAt);
  Detected best;
  double best_fit = 0;
  for (const FormatSpec& format : formats()) {
    double sum = 0;
    std::vector<const Json*> whole;
    for (size_t i = 0; i < looked_at; ++i) {
      const double fit = format.fit(records[i].value);
      sum += fit;
      if (fit == 1) whole.push_back(&records[i].value);
    }
    if (sum <= best_fit) continue;
    best_fit = sum;
    best = {&format, whole.empty() ? phrase(LATHE_TR("some members of the first {0} records fit"), looked_at)
                                   : phrase(LATHE_TR("{0} of the first {1} records have {2}"), whole.size(), looked_at, shared_members(whole))};
  }
  if (best_fit < 0.5 * static_cast<double>(looked_at) || !best.format) no_format(records, file);
  return best;
}

}  // namespace lathe::data
