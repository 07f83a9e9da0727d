// Unicode as the reference library has it: categories of version 16 (its regular expressions) and the sets that its parts
// use, some of them older. Read out of it by tests/parity/unicode_tables.py.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::text::unicode {

enum class Category : uint8_t { Cn, Lu, Ll, Lt, Lm, Lo, Mn, Mc, Me, Nd, Nl, No, Pc, Pd, Ps, Pe, Pi, Pf, Po, Sm, Sc, Sk, So, Zs, Zl, Zp, Cc, Cf, Co };

enum class Set : uint8_t {
  punctuation,            // of the parts Punctuation and BertPreTokenizer
  word,                   // of the part Whitespace
  removed_by_bert, blank_for_bert, spaced_by_bert, nonspacing_for_bert,
  accents,                // of the part StripAccents
  late_marks,             // stay in their place in every normal form
  not_decomposed,         // stay as they are in NFD and NFKD
  not_compatible,         // stay as they are in NFKC and NFKD
};

struct Range {
  char32_t first, last;   // both inside
  bool operator==(const Range&) const = default;
};

Category category(char32_t code_point);
bool is_in(Set set, char32_t code_point);
inline bool is_letter(char32_t c) { const Category k = category(c); return k >= Category::Lu && k <= Category::Lo; }
inline bool is_number(char32_t c) { const Category k = category(c); return k >= Category::Nd && k <= Category::No; }
void append_lower(std::string& out, char32_t code_point);

// A property as patterns name it: "L", "Lu", "Han", also "space", "digit", "word" for \s, \d, \w. Empty when unknown.
std::vector<Range> ranges_of(std::string_view property);
// What lies between ranges that ascend; surrogates belong to no list.
std::vector<Range> complement(const std::vector<Range>& ranges);

}  // namespace lathe::text::unicode
