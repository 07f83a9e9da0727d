#include "app/cli/facts.h"

#include <algorithm>
#include <cstdio>

namespace lathe::cli {
namespace {

bool says_bytes(const std::string& key) { return key == "bytes" || key.ends_with("_bytes"); }

std::string label_of(std::string key) {
  if (key == "seconds") return "time";
  if (key.find('.') != std::string::npos) return key;          // a setting, as --set knows it
  if (key.ends_with("_bytes")) key.resize(key.size() - 6);
  std::replace(key.begin(), key.end(), '_', ' ');
  return key;
}

std::string bytes_text(double bytes) {
  char text[48];
  if (bytes < 1e5) return phrase("{0} bytes", static_cast<int64_t>(bytes)).str();
  if (bytes < 1e8) std::snprintf(text, sizeof text, "%.1f MB", bytes / 1e6);
  else std::snprintf(text, sizeof text, "%.2f GB", bytes / 1e9);
  return text;
}

bool is_nothing(const Json& value) { return value.is_null() || value == "" || (value.is_structured() && value.empty()) || (value.is_number() && value == 0); }

bool is_plain(const Json& value) { return !value.is_structured(); }

std::string shown_value(const std::string& key, const Json& value);

std::string in_a_line(const Json& object) {
  std::string out;
  for (const auto& [name, item] : object.items())
    if (!item.is_null() && item != "") out += (out.empty() ? "" : ", ") + label_of(name) + " " + shown_value(name, item);
  return out;
}

std::string shown_value(const std::string& key, const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (says_bytes(key) && value.is_number()) return bytes_text(value.get<double>());
  if (key == "seconds" && value.is_number()) return duration_text(value.get<double>());
  if ((key == "context" || key == "vocabulary") && value.is_number()) return phrase("{0} tokens", value.get<int64_t>()).str();
  if (value.is_number_integer()) return phrase("{0}", value.get<int64_t>()).str();
  if (value.is_number()) return rounded(value.get<double>());
  if (value.is_object()) return in_a_line(value);
  std::string out;
  for (const Json& item : value) out += (out.empty() ? "" : ", ") + shown_value("", item);
  return out;
}

// A list of objects, or of sentences, is told one a line.
bool is_told_below(const Json& value) {
  if (!value.is_array()) return false;
  return std::any_of(value.begin(), value.end(), [](const Json& item) { return item.is_object() || (item.is_string() && item.get_ref<const std::string&>().size() > 24); });
}

std::string item_text(Json item) {
  if (is_plain(item)) return shown_value("", item);
  const Json name = member(item, "name");
  if (!name.is_string()) return in_a_line(item);
  item.erase("name");
  return name.get<std::string>() + ": " + in_a_line(item);
}

}  // namespace

void print_facts(Printer& printer, const Json& facts) {
  for (const auto& [key, value] : facts.items()) {
    if (is_nothing(value)) continue;
    if (!is_told_below(value)) {
      printer.line(label_of(key) + ": " + shown_value(key, value));
      continue;
    }
    printer.line(label_of(key) + ":");
    for (const Json& item : value) printer.line("  " + item_text(item));
  }
}

}  // namespace lathe::cli
