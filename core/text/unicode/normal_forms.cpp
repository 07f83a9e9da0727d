#include "core/text/unicode/normal_forms.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "core/base/utf8.h"
#include "core/text/unicode/unicode.h"

namespace lathe::text::unicode {
namespace {

utf8proc_option_t options_of(Form form) {
  const int composed = form == Form::nfc || form == Form::nfkc ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE;
  const int compatible = form == Form::nfkc || form == Form::nfkd ? UTF8PROC_COMPAT : 0;
  return static_cast<utf8proc_option_t>(UTF8PROC_STABLE | composed | compatible);
}

std::string map(std::string_view text, Form form) {
  if (text.empty()) return {};
  utf8proc_uint8_t* result = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &result, options_of(form));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
  if (length < 0) throw std::logic_error("to_form: the text is not valid UTF-8");
  return {reinterpret_cast<const char*>(result), static_cast<size_t>(length)};
}

// Characters that the reference's tables do not know: they stay, and nothing passes them.
bool is_unknown(char32_t c, Form form) {
  if (c < 0x300) return false;
  if (is_in(Set::late_marks, c)) return true;
  if ((form == Form::nfd || form == Form::nfkd) && is_in(Set::not_decomposed, c)) return true;
  return (form == Form::nfkc || form == Form::nfkd) && is_in(Set::not_compatible, c);
}

// Characters that the composed form leaves alone whatever stands beside them, among the frequent ones.
bool surely_stable(char32_t c) {
  return c < 0x300 || (c >= 0x2010 && c <= 0x2027) || (c >= 0x3001 && c <= 0x3029) || (c >= 0x3041 && c <= 0x3096) ||
         (c >= 0x30A0 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x400 && c <= 0x47F) ||
         (c >= 0xFF01 && c <= 0xFF9D) || (c >= 0x1F300 && c <= 0x1FAFF);
}

}  // namespace

std::string to_form(std::string_view text, Form form) {
  if (is_ascii(text)) return std::string(text);
  std::string out;
  size_t kept = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    if (!is_unknown(next_code_point(text, at), form)) continue;
    out += map(text.substr(kept, begin - kept), form);
    out += text.substr(begin, at - begin);
    kept = at;
  }
  return out + map(text.substr(kept), form);
}

// Marks and medial or final Hangul letters can join what stands before them.
size_t next_border(std::string_view text, size_t from) {
  size_t at = from;
  next_code_point(text, at);
  while (at < text.size()) {
    size_t behind = at;
    const char32_t c = next_code_point(text, behind);
    if (!is_mark(c) && !(c >= 0x1160 && c <= 0x11FF) && !(c >= 0xFF9E && c <= 0xFFDC)) break;
    at = behind;
  }
  return at;
}

bool surely_normal(std::string_view text, Form form) {
  const bool only_ascii = form != Form::nfc;
  for (size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) { ++i; continue; }
    if (only_ascii || !surely_stable(next_code_point(text, i))) return false;
  }
  return true;
}

}  // namespace lathe::text::unicode
