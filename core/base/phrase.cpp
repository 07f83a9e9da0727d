#include "core/base/phrase.h"

#include <charconv>
#include <cstdio>

namespace lathe {

std::string Phrase::fill(std::string_view format, const std::vector<std::string>& args) {
  std::string out;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '{') {
      size_t index = 0;
      const char* first = format.data() + i + 1;
      const char* last = format.data() + format.size();
      auto [end, fault] = std::from_chars(first, last, index);
      if (fault == std::errc() && end != last && *end == '}' && index < args.size()) {
        out += args[index];
        i = static_cast<size_t>(end - format.data());
        continue;
      }
    }
    out += format[i];
  }
  return out;
}

std::string Phrase::str() const {
  if (plain) return format;
  std::vector<std::string> texts;
  for (const Phrase& arg : args) texts.push_back(arg.str());
  return fill(format, texts);
}

std::string rounded(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

namespace detail {

std::string to_arg(double value) {
  char buffer[32];
  auto [end, fault] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return fault == std::errc() ? std::string(buffer, end) : "?";
}

std::string to_arg(long long value) {
  std::string digits = std::to_string(value);
  const int first = value < 0 ? 1 : 0;
  for (int i = static_cast<int>(digits.size()) - 3; i > first; i -= 3) digits.insert(i, ",");
  return digits;
}

}  // namespace detail
}  // namespace lathe
