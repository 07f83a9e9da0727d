// Upper, lower and title case of single characters, and whether Python would print one as it is (Unicode 14 tables of
// utf8proc). Case follows Python's str methods but for the final sigma and a few ligatures, which stay one character.
#pragma once
#include <string>
#include <string_view>

namespace lathe {

std::string upper_case(std::string_view one);              // one character of UTF-8; "ß" gives "SS"
std::string lower_case(std::string_view one);
std::string title_case(std::string_view one);
bool is_cased(char32_t code_point);                        // has an upper or a lower case
bool is_printable(char32_t code_point);                    // str.isprintable
bool is_letter(char32_t code_point);                       // str.isalpha
bool is_digit(char32_t code_point);                        // str.isdigit, without superscripts

}  // namespace lathe
