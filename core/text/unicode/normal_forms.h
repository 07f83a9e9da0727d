// The four normal forms as the reference library computes them: its tables are older than utf8proc's, which shows at
// some hundred characters.
#pragma once
#include <string>
#include <string_view>

namespace lathe::text::unicode {

enum class Form { nfc, nfd, nfkc, nfkd };

std::string to_form(std::string_view text, Form form);     // `text` must be valid UTF-8
// Where a character begins at which the text before and the text after can be normalised apart; the end at the latest.
size_t next_border(std::string_view text, size_t from);
// Nothing in the text can change; may say no where that is so too.
bool surely_normal(std::string_view text, Form form);

}  // namespace lathe::text::unicode
