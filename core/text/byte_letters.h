// Byte-level vocabularies write each byte as a printable letter (GPT-2's table): blanks and controls move to U+0100
// and up, so that 0x20 is "Ġ".
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace lathe::text {

std::string bytes_to_letters(std::string_view bytes);
// Absent when a character is not one of the 256 letters. `letters` must be valid UTF-8.
std::optional<std::string> letters_to_bytes(std::string_view letters);

}  // namespace lathe::text
