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
                phrase(LATHE_TR("Choose a file with Alpaca, messages or ShareGPT records.")));
  const auto preferences = std::count_if(records.begin(), records.end(), [](const Record& record) { return is_preference(record.value); });
  if (2 * static_cast<size_t>(preferences) > records.size())
    throw Error("data.no_format", phrase(LATHE_TR("[detect_format] {0}: these are preference records (members: {1}), which cannot be trained on yet"), file, found_members(records)),
                phrase(LATHE_TR("Choose a file with Alpaca, messages or ShareGPT records.")));
  throw Error("data.no_format", phrase(LATHE_TR("[detect_format] {0}: no known record format fits; the members are {1}"), file, found_members(records)),
              phrase(LATHE_TR("Rename the members to instruction and output, or to messages with role and content.")));
}

std::string needed_members(const FormatSpec& format) {
  const std::string first = format.columns.front();
  return format.id == "alpaca" ? "instruction, output" : first;
}

}  // namespace

const std::vector<FormatSpec>& formats() {
  static const std::vector<FormatSpec> all{alpaca_format(), messages_format(), sharegpt_format()};
  return all;
}

const FormatSpec& format_by_id(const std::string& id) {
  for (const FormatSpec& format : formats())
    if (format.id == id) return format;
  std::string known;
  for (const FormatSpec& format : formats()) known += (known.empty() ? "" : ", ") + format.id;
  throw Error("data.unknown_format", phrase(LATHE_TR("[read_records] there is no record format \"{0}\""), id), phrase(LATHE_TR("Choose auto or one of: {0}."), known));
}

Detected detect_format(const std::vector<Record>& records, const std::string& file) {
  const size_t looked_at = std::min(records.size(), kLookedAt);
  Detected best;
  double best_fit = 0;
  for (const FormatSpec& format : formats()) {
    double sum = 0;
    size_t whole = 0;
    for (size_t i = 0; i < looked_at; ++i) {
      const double fit = format.fit(records[i].value);
      sum += fit;
      whole += fit == 1;
    }
    if (sum <= best_fit) continue;
    best_fit = sum;
    best = {&format, phrase(LATHE_TR("{0} of the first {1} records have {2}"), whole, looked_at, needed_members(format))};
  }
  if (best_fit < 0.5 * static_cast<double>(looked_at) || !best.format) no_format(records, file);
  return best;
}

}  // namespace lathe::data
