// What any tokenizer that was taken must hold: ids inside its size, offsets inside the text, and a decoding.
#pragma once
#include <cstdlib>

#include "core/base/error.h"
#include "core/text/tokenizer.h"

namespace lathe::fuzz {

inline void try_tokenizer(const std::filesystem::path& folder) {
  try {
    const auto tokenizer = text::load_tokenizer(folder);
    for (const std::string_view words : {"", "Hello there,  you're 12345 \t\n", "你好，世界 😀\u0301 e\u0301", "a\xff\xc3 b", "<s>[CLS]<|im_end|>"}) {
      const text::Encoding encoding = tokenizer->encode(words, {.add_special_tokens = true});
      if (encoding.offsets.size() != encoding.ids.size()) std::abort();
      for (const int32_t id : encoding.ids)
        if (id < 0 || id >= tokenizer->size()) std::abort();
      for (const text::ByteRange& range : encoding.offsets)
        if (range.begin < 0 || range.end < range.begin || range.end > static_cast<int64_t>(words.size())) std::abort();
      tokenizer->decode(encoding.ids, false);
    }
  } catch (const Error&) {
    return;                              // refused in words
  }
}

}  // namespace lathe::fuzz
