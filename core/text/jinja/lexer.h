// Jinja's source as tokens, white space already cut as trim_blocks, lstrip_blocks and the signs "-" and "+" say.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::text::jinja {

enum class TokenKind { data, expression_begin, expression_end, block_begin, block_end, name, text, integer, real, sign, end };

struct Token {
  TokenKind kind;
  std::string text;                      // what a text token stands for, escapes undone; the sign or name itself
  int line = 1;
  int64_t integer = 0;
  double real = 0;
};

// Line ends become "\n", one at the end of the source is dropped. Throws Fault syntax. The last token is `end`.
std::vector<Token> tokens_of(std::string_view source);

// "\n", "\u00e9" and the rest of Python's escapes; unknown ones stay as they are.
std::string unescaped(std::string_view quoted, int line);

}  // namespace lathe::text::jinja
