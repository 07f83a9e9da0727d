#include "core/base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace lathe {
namespace {

// Length of the sequence at `i`, 0 when it is faulty; `bad` then is how many bytes form the maximal faulty part
// (Unicode 15, table 3-7 and section 3.9 "substitution of maximal subparts").
size_t sequence_at(std::string_view text, size_t i, size_t& bad) {
  const auto byte = [&](size_t k) { return static_cast<unsigned char>(text[k]); };
  bad = 1;
  const unsigned char lead = byte(i);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (length == 0) return 0;
  unsigned char low = 0x80, high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (size_t k = 1; k < length; ++k) {
    if (i + k >= text.size() || byte(i + k) < low || byte(i + k) > high) { bad = k; return 0; }
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

}  // namespace

size_t find_bad_utf8(std::string_view text) {
  for (size_t i = 0, bad = 0; i < text.size();) {
    const size_t length = sequence_at(text, i, bad);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

size_t incomplete_tail(std::string_view text) {
  for (size_t back = 1; back <= std::min<size_t>(3, text.size()); ++back) {
    const size_t start = text.size() - back;
    const unsigned char lead = static_cast<unsigned char>(text[start]);
    if ((lead & 0xC0) == 0x80) continue;                    // a continuation byte: look further back
    size_t bad = 0;
    const bool cut = lead >= 0xC2 && lead <= 0xF4 && sequence_at(text, start, bad) == 0 && bad == back;
    return cut ? back : 0;
  }
  return 0;
}

void append_utf8(std::string& out, char32_t code_point) {
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(length));
}

std::string repair_utf8_by_byte(std::string_view text) {
  std::string out;
  for (size_t bad = find_bad_utf8(text); bad != std::string_view::npos; bad = find_bad_utf8(text)) {
    out.append(text, 0, bad).append("\xEF\xBF\xBD");
    text.remove_prefix(bad + 1);
  }
  return out.append(text);
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0, bad = 0; i < text.size();) {
    const size_t length = sequence_at(text, i, bad);
    if (length == 0) out += "\xEF\xBF\xBD";
    else out.append(text, i, length);
    i += length == 0 ? bad : length;
  }
  return out;
}

std::string_view cut_utf8(std::string_view text, size_t most) {
  if (text.size() <= most) return text;
  const std::string_view cut = text.substr(0, most);
  return cut.substr(0, most - incomplete_tail(cut));
}

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  utf8proc_uint8_t* result = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                                   &result, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
  if (length < 0) throw std::logic_error("to_nfc: the text is not valid UTF-8");
  return {reinterpret_cast<const char*>(result), static_cast<size_t>(length)};
}

char32_t next_code_point(std::string_view text, size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t value = more == 0 ? lead : lead & (0x3Fu >> more);
  for (int k = 1; k <= more; ++k) value = value << 6 | (static_cast<unsigned char>(text[at + k]) & 0x3Fu);
  at += static_cast<size_t>(more) + 1;
  return value;
}

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_mark(char32_t c) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace lathe
