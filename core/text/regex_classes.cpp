#include "core/text/regex_classes.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <utf8proc.h>

#include <cstdio>
#include <map>
#include <mutex>
#include <utility>

#include "core/text/unicode/unicode.h"

namespace lathe::text {
namespace {

using unicode::Range;

void append_code(std::string& out, char32_t c) {
  char text[16];
  std::snprintf(text, sizeof text, "\\x{%X}", static_cast<unsigned>(c));
  out += text;
}

std::string listed(const std::vector<Range>& ranges) {
  std::string out;
  for (const Range& range : ranges) {
    append_code(out, range.first);
    if (range.first == range.last) continue;
    out += '-';
    append_code(out, range.last);
  }
  return out;
}

// Only then does utf8proc say which characters PCRE2 puts into a property.
bool tables_agree() {
  char version[32] = {};
  pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, version);
  return std::string_view(utf8proc_unicode_version()).starts_with(version) && version[0] != 0;
}

std::string engine_items(std::string_view property) {
  if (property == "digit") return "\\p{Nd}";
  if (property == "word") return "\\p{L}\\p{M}\\p{Nd}\\p{Pc}";
  return "\\p{" + std::string(property) + "}";
}

bool engine_has(std::string_view items, char32_t c) {
  const std::string_view name = utf8proc_category_string(static_cast<utf8proc_int32_t>(c));
  for (size_t at = 0; (at = items.find('{', at)) != std::string_view::npos;) {
    const std::string_view one = items.substr(at + 1, items.find('}', at) - at - 1);
    if (name.starts_with(one)) return true;
    ++at;
  }
  return false;
}

// The engine's own class and what it lacks; empty where it has characters that the reference has not.
std::string patched(std::string_view property, const std::vector<Range>& ranges) {
  const std::string items = engine_items(property);
  std::vector<Range> lacking;
  for (const Range& range : ranges)
    for (char32_t c = range.first; c <= range.last; ++c) {
      if (engine_has(items, c)) continue;
      if (!lacking.empty() && lacking.back().last + 1 == c) lacking.back().last = c;
      else lacking.push_back({c, c});
    }
  for (const Range& range : unicode::complement(ranges))
    for (char32_t c = range.first; c <= range.last; ++c)
      if (engine_has(items, c)) return {};
  return items + listed(lacking);
}

std::string make_class_items(std::string_view property, bool negated) {
  // PCRE2's own \s also takes U+180E; this list has no other version.
  if (property == "space" && !negated) return "\\t-\\r\\x20\\x85\\p{Z}";
  const std::vector<Range> ranges = unicode::ranges_of(property);
  if (ranges.empty()) return {};
  if (negated) return listed(unicode::complement(ranges));
  if (property != "Han" && tables_agree())
    if (std::string out = patched(property, ranges); !out.empty()) return out;
  return listed(ranges);
}

}  // namespace

// Every class takes a walk over all of Unicode, and patterns name few of them again and again.
std::string class_items(std::string_view property, bool negated) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, bool>, std::string> known;
  const std::lock_guard lock(mutex);
  const std::pair key{std::string(property), negated};
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  std::string items = make_class_items(property, negated);
  if (!items.empty()) known.emplace(key, items);           // unknown names could be any number
  return items;
}

}  // namespace lathe::text
