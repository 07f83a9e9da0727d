#include "core/data/column_names.h"

#include <algorithm>

namespace lathe::data {
namespace {

std::string trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

ColumnNames::ColumnNames(const std::string& written) {
  for (size_t at = 0; at < written.size();) {
    const size_t end = std::min(written.find(',', at), written.size());
    const std::string pair = written.substr(at, end - at);
    const size_t equal = pair.find('=');
    const std::string ours = trimmed(pair.substr(0, equal)), theirs = equal == std::string::npos ? "" : trimmed(pair.substr(equal + 1));
    if (ours.empty() || theirs.empty())
      throw Error("data.bad_columns", phrase(LATHE_TR("[read_records] columns: \"{0}\" is not name=name"), trimmed(pair)), phrase(LATHE_TR("Write the format's name first: text=review, label=stars.")));
    names_.emplace_back(ours, theirs);
    at = end + 1;
  }
}

void ColumnNames::apply(Json& record) const {
  if (names_.empty()) return;
  Json out = Json::object();
  const auto named = [&](const std::string& key, bool theirs) {
    return std::find_if(names_.begin(), names_.end(), [&](const auto& name) { return (theirs ? name.second : name.first) == key; });
  };
  for (auto& [key, value] : record.items()) {
    const auto other = named(key, true);
    if (other != names_.end()) out[other->first] = std::move(value);
    else if (named(key, false) == names_.end() || !record.contains(named(key, false)->second)) out[key] = std::move(value);
  }
  record = std::move(out);
}

}  // namespace lathe::data
