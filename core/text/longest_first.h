// What is left of a pair of texts that is too long: the rule "longest first" of the tokenizers library.
#pragma once
#include <cstddef>
#include <utility>

namespace lathe::text {

// How many tokens of each stay when both together may have `most`.
std::pair<size_t, size_t> longest_first(size_t first, size_t second, size_t most);

}  // namespace lathe::text
