#include "core/base/letter_case.h"

#include <utf8proc.h>

#include "core/base/utf8.h"

namespace lathe {
namespace {

template <class Function>
std::string changed(std::string_view one, Function function) {
  size_t at = 0;
  std::string out;
  append_utf8(out, static_cast<char32_t>(function(static_cast<utf8proc_int32_t>(next_code_point(one, at)))));
  return out;
}

utf8proc_category_t category_of(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

}  // namespace

std::string upper_case(std::string_view one) { return one == "ß" ? "SS" : changed(one, utf8proc_toupper); }
std::string lower_case(std::string_view one) { return changed(one, utf8proc_tolower); }
std::string title_case(std::string_view one) { return one == "ß" ? "Ss" : changed(one, utf8proc_totitle); }

bool is_cased(char32_t c) {
  const auto category = category_of(c);
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LT;
}

bool is_printable(char32_t c) {
  if (c == ' ') return true;
  switch (category_of(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS: return false;
    default: return true;
  }
}

bool is_letter(char32_t c) {
  const auto category = category_of(c);
  return is_cased(c) || category == UTF8PROC_CATEGORY_LM || category == UTF8PROC_CATEGORY_LO;
}

bool is_digit(char32_t c) { return category_of(c) == UTF8PROC_CATEGORY_ND; }

}  // namespace lathe
