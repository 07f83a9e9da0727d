// Tokens that are cut out of a text before the tokenizer proper sees it: leftmost first, the longest where several
// begin at one place.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/piece_index.h"

namespace lathe::text {

struct AddedToken {
  int32_t id = 0;
  std::string content;
  bool single_word = false, lstrip = false, rstrip = false, normalized = false, special = false;
};

class AddedTokenMatcher {
 public:
  explicit AddedTokenMatcher(std::vector<AddedToken> tokens);

  // A stretch of the text; `token` is null between the tokens. White space that a token swallows belongs to it.
  struct Stretch {
    size_t begin = 0, end = 0;
    const AddedToken* token = nullptr;
  };
  bool empty() const { return tokens_.empty(); }
  // Covers the text without gaps; special tokens are left as text when `parse_special` is false.
  std::vector<Stretch> split(std::string_view text, bool parse_special) const;

 private:
  const AddedToken* longest_at(std::string_view text, size_t at) const;
  std::vector<AddedToken> tokens_;
  PieceIndex by_content_;                // places in tokens_
};

}  // namespace lathe::text
