// What any tokenizer that was taken must hold: ids inside its size, offsets inside the text, and a decoding.
#pragma once
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizer.h"

namespace lathe::fuzz {

inline void try_text(const text::Tokenizer& tokenizer, std::string_view words) {
  const text::Encoding encoding = tokenizer.encode(words, {.add_special_tokens = true});
  if (encoding.offsets.size() != encoding.ids.size()) std::abort();
  for (const int32_t id : encoding.ids)
    if (id < 0 || id >= tokenizer.size()) std::abort();
  for (const text::ByteRange& range : encoding.offsets)
    if (range.begin < 0 || range.end < range.begin || range.end > static_cast<int64_t>(words.size())) std::abort();
  tokenizer.decode(encoding.ids, false);
}

// The tokenizer's own pieces in one text, with and without blanks: so its added tokens are looked for too.
inline std::string text_of_pieces(const text::Tokenizer& tokenizer) {
  std::string out;
  for (int32_t id = 0; id < std::min(tokenizer.size(), 64); ++id) out += (id % 2 != 0 ? " " : "") + tokenizer.piece(id);
  for (int32_t id = std::max(64, tokenizer.size() - 16); id < tokenizer.size(); ++id) out += tokenizer.piece(id) + "x ";
  return out.substr(0, 4096);
}

inline void try_tokenizer(const std::filesystem::path& folder) {
  try {
    const auto tokenizer = text::load_tokenizer(folder);
    for (const std::string_view words : {"", "Hello there,  you're 12345 \t\n", "你好，世界 😀\u0301 e\u0301", "a\xff\xc3 b", "<s>[CLS]<|im_end|>"})
      try_text(*tokenizer, words);
    try_text(*tokenizer, text_of_pieces(*tokenizer));
    const text::Encoding pair = tokenizer->encode_pair("Hello", "there");
    if (!pair.type_ids.empty() && pair.type_ids.size() != pair.ids.size()) std::abort();
  } catch (const Error&) {
    return;                              // refused in words
  }
}

}  // namespace lathe::fuzz
