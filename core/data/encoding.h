// Which encoding a text is in, told by its first bytes.
#pragma once
#include <string_view>

namespace lathe::data {

enum class TextEncoding { utf8, utf16_little, utf16_big, utf32_little, utf32_big, gb18030 };

// A byte order mark decides; without one, UTF-8 unless most of what is not ASCII reads as Chinese in GB18030 and not as
// UTF-8.
TextEncoding guess_encoding(std::string_view beginning);
const char* name_of(TextEncoding encoding);    // as iconv knows it
size_t unit_bytes(TextEncoding encoding);      // that every character takes a multiple of; of the byte order mark too

}  // namespace lathe::data
