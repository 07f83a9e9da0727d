#include "core/text/byte_letters.h"

#include <array>

#include "core/base/utf8.h"

namespace lathe::text {
namespace {

struct Table {
  std::array<std::string, 256> letter;
  std::array<int, 512> byte;
};

Table make_table() {
  Table table;
  table.byte.fill(-1);
  char32_t next = 256;
  for (int b = 0; b < 256; ++b) {
    const bool printable = (b >= 0x21 && b <= 0x7E) || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
    const char32_t code_point = printable ? static_cast<char32_t>(b) : next++;
    append_utf8(table.letter[b], code_point);
    table.byte[code_point] = b;
  }
  return table;
}

const Table& table() {
  static const Table made = make_table();
  return made;
}

}  // namespace

std::string bytes_to_letters(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += table().letter[static_cast<unsigned char>(c)];
  return out;
}

std::optional<std::string> letters_to_bytes(std::string_view letters) {
  std::string out;
  for (size_t i = 0; i < letters.size();) {
    const char32_t code_point = next_code_point(letters, i);
    if (code_point >= table().byte.size() || table().byte[code_point] < 0) return std::nullopt;
    out += static_cast<char>(table().byte[code_point]);
  }
  return out;
}

}  // namespace lathe::text
