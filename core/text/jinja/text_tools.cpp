// What methods and filters on text have in common.
#include <algorithm>
#include <cstring>

#include "core/base/letter_case.h"
#include "core/base/utf8.h"
#include "core/text/jinja/methods.h"
#include "core/text/jinja/print.h"

namespace lathe::text::jinja {
namespace {

size_t previous(const std::string& bytes, size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80);
  return at;
}

constexpr size_t kFewBytes = 16;         // are searched as they are

std::vector<char32_t> sorted_code_points(const std::string& bytes) {
  std::vector<char32_t> out;
  for (size_t at = 0; at < bytes.size();) out.push_back(next_code_point(bytes, at));
  std::sort(out.begin(), out.end());
  return out;
}

bool ends_line(char32_t c) { return (c >= '\n' && c <= '\r') || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029; }

}  // namespace

bool is_python_space(char32_t c) { return is_white_space(c) || (c >= 0x1C && c <= 0x1F); }

size_t find_part(std::string_view text, std::string_view part, size_t from) {
  if (from > text.size()) return std::string_view::npos;
  const void* found = memmem(text.data() + from, text.size() - from, part.data(), part.size());
  return found ? static_cast<size_t>(static_cast<const char*>(found) - text.data()) : std::string_view::npos;
}

size_t find_last_part(std::string_view text, std::string_view part) {
  const std::string backwards(text.rbegin(), text.rend()), wanted(part.rbegin(), part.rend());
  const size_t found = find_part(backwards, wanted);
  return found == std::string_view::npos ? found : text.size() - found - part.size();
}

Text stripped(Machine& machine, const Text& text, const Text* chars, Sides sides) {
  if (chars) machine.walk(chars->size());
  Text out = stripped(text, chars, sides);
  machine.walk(text.size() - out.size());
  return out;
}

Text stripped(const Text& text, const Text* chars, Sides sides) {
  const std::string& bytes = text.bytes();
  const bool many = chars && chars->size() > kFewBytes;
  const std::vector<char32_t> known = many ? sorted_code_points(chars->bytes()) : std::vector<char32_t>();
  const auto drops = [&](size_t at) {
    size_t next = at;
    const char32_t c = next_code_point(bytes, next);
    if (many) return std::binary_search(known.begin(), known.end(), c);
    return chars ? chars->bytes().find(bytes.substr(at, next - at)) != std::string::npos : is_python_space(c);
  };
  size_t begin = 0, end = bytes.size();
  if (sides != Sides::right)
    while (begin < end && drops(begin)) begin += code_point_size(static_cast<unsigned char>(bytes[begin]));
  if (sides != Sides::left)
    while (end > begin && drops(previous(bytes, end))) end = previous(bytes, end);
  return text.slice(begin, end);
}

Text replaced(Machine& machine, const Text& text, const Text& old_part, const Text& new_part, int64_t count) {
  const std::string& bytes = text.bytes();
  Text out;
  size_t at = 0;
  const auto put = [&] {
    machine.charge(new_part.size());
    out.append(new_part);
  };
  for (size_t done = 1; count != 0; ++done) {
    if (done % 16 == 0) machine.step();
    if (count > 0) --count;
    if (old_part.empty()) {
      put();
      if (at >= bytes.size()) break;
      const size_t next = at + code_point_size(static_cast<unsigned char>(bytes[at]));
      out.append(text, at, next);
      at = next;
      continue;
    }
    const size_t found = find_part(bytes, old_part.bytes(), at);
    if (found == std::string::npos) break;
    out.append(text, at, found);
    put();
    at = found + old_part.size();
  }
  if (at < bytes.size()) out.append(text, at, bytes.size());
  return out;
}

std::vector<Text> lines_of(Machine& machine, const Text& text, bool keep_ends) {
  machine.walk(text.size());
  std::vector<Text> out;
  const std::string& bytes = text.bytes();
  size_t begin = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t here = at;
    const char32_t c = next_code_point(bytes, at);
    if (!ends_line(c)) continue;
    if (c == '\r' && at < bytes.size() && bytes[at] == '\n') ++at;
    machine.charge(sizeof(Text));
    out.push_back(text.slice(begin, keep_ends ? at : here));
    begin = at;
  }
  if (begin < bytes.size()) out.push_back(text.slice(begin, bytes.size()));
  return out;
}

Text joined(Machine& machine, const std::vector<Value>& parts, const Text& between) {
  Text out;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Text part = printed(machine, parts[i]);
    machine.charge(part.size() + between.size());
    if (i > 0) out.append(between);
    out.append(part);
  }
  return out;
}

Text upper(const Text& text) { return map_code_points(text, upper_case); }
Text lower(const Text& text) { return map_code_points(text, lower_case); }

Text capitalized(const Text& text) {
  bool first = true;
  return map_code_points(text, [&first](std::string_view one) { return std::exchange(first, false) ? title_case(one) : lower_case(one); });
}

Text escaped_html(const Text& text) {
  return map_code_points(text, [](std::string_view one) -> std::string {
    switch (one.front()) {
      case '&': return "&amp;";
      case '<': return "&lt;";
      case '>': return "&gt;";
      case '\'': return "&#39;";
      case '"': return "&#34;";
      default: return std::string(one);
    }
  });
}

bool is_all(const Text& text, bool (*wanted)(char32_t), bool (*counted)(char32_t)) {
  bool any = false;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text.bytes(), at);
    if (counted && !counted(c)) continue;
    if (!wanted(c)) return false;
    any = true;
  }
  return any;
}

}  // namespace lathe::text::jinja
