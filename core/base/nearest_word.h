// "Did you mean": the known word with the fewest letters to change.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lathe {

// By Levenshtein's edit distance, the first among equals; empty when none is known.
std::string nearest_word(std::string_view word, const std::vector<std::string>& known);

}  // namespace lathe
