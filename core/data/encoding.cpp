#include "core/data/encoding.h"

#include <cstdint>

#include "core/base/utf8.h"

namespace lathe::data {
namespace {

size_t length_of_utf8(std::string_view text, size_t at) {
  const auto first = static_cast<uint8_t>(text[at]);
  const size_t length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i)
    if ((static_cast<uint8_t>(text[at + i]) & 0xC0) != 0x80) return 0;
  return length;
}

// The rows of GB 2312: signs, letters and the Chinese characters in use.
bool is_common_pair(uint8_t lead, uint8_t trail) { return lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1 && trail <= 0xFE; }

struct Counts {
  size_t good = 0, bad = 0;
};

Counts as_utf8(std::string_view text) {
  Counts out;
  for (size_t at = 0; at < text.size();) {
    if (static_cast<uint8_t>(text[at]) < 0x80) { ++at; continue; }
    const size_t length = length_of_utf8(text, at);
    ++(length == 0 ? out.bad : out.good);
    at += length == 0 ? 1 : length;
  }
  return out;
}

Counts as_gb18030(std::string_view text) {
  Counts out;
  for (size_t at = 0; at + 1 < text.size();) {
    const auto lead = static_cast<uint8_t>(text[at]), trail = static_cast<uint8_t>(text[at + 1]);
    if (lead < 0x80) { ++at; continue; }
    ++(is_common_pair(lead, trail) ? out.good : out.bad);
    at += 2;
  }
  return out;
}

}  // namespace

TextEncoding guess_encoding(std::string_view beginning) {
  if (beginning.starts_with(std::string_view("\xFF\xFE\0\0", 4))) return TextEncoding::utf32_little;      // before UTF-16, whose mark it begins with
  if (beginning.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return TextEncoding::utf32_big;
  if (beginning.starts_with("\xFF\xFE")) return TextEncoding::utf16_little;
  if (beginning.starts_with("\xFE\xFF")) return TextEncoding::utf16_big;
  beginning.remove_suffix(incomplete_tail(beginning));
  const Counts utf8 = as_utf8(beginning);
  if (utf8.bad == 0 || utf8.bad < utf8.good) return TextEncoding::utf8;
  const Counts chinese = as_gb18030(beginning);
  return chinese.good >= 2 && chinese.good >= 9 * chinese.bad ? TextEncoding::gb18030 : TextEncoding::utf8;
}

const char* name_of(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8: return "UTF-8";
    case TextEncoding::utf16_little: return "UTF-16LE";
    case TextEncoding::utf16_big: return "UTF-16BE";
    case TextEncoding::utf32_little: return "UTF-32LE";
    case TextEncoding::utf32_big: return "UTF-32BE";
    case TextEncoding::gb18030: return "GB18030";
  }
  return "";
}

size_t unit_bytes(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8:
    case TextEncoding::gb18030: return 1;
    case TextEncoding::utf16_little:
    case TextEncoding::utf16_big: return 2;
    case TextEncoding::utf32_little:
    case TextEncoding::utf32_big: return 4;
  }
  return 1;
}

}  // namespace lathe::data
