// UTF-8: validity, code points, Unicode normal form C.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace lathe {

// The byte offset of the first fault (overlong forms, surrogates, above U+10FFFF, cut sequences), or npos.
size_t find_bad_utf8(std::string_view text);
// How many bytes at the end of `text` begin a character that is not complete yet (0 to 3).
size_t incomplete_tail(std::string_view text);
void append_utf8(std::string& out, char32_t code_point);
// Faulty sequences become U+FFFD, one per maximal faulty part.
std::string repair_utf8(std::string_view text);
std::string repair_utf8_by_byte(std::string_view text);   // one for each faulty byte
// At most `most` bytes from the start, cut where a character ends.
std::string_view cut_utf8(std::string_view text, size_t most);
std::string to_nfc(std::string_view text);           // text must be valid
bool is_ascii(std::string_view text);

// The character at `at`, which moves behind it; `text` must be valid and `at` inside.
char32_t next_code_point(std::string_view text, size_t& at);
bool is_white_space(char32_t code_point);            // Unicode's White_Space
bool is_mark(char32_t code_point);                   // combining: Mn, Mc, Me

}  // namespace lathe
