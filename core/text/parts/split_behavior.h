// What becomes of the matches of a splitting rule and of what lies between them.
#pragma once
#include <vector>

#include "core/text/parts/part_reader.h"
#include "core/text/regex.h"

namespace lathe::text {

enum class Behavior { removed, isolated, merged_with_previous, merged_with_next, contiguous };

Behavior behavior_in(const Part& part, const char* absent);

// The matches of one word, which ascend, turned into words that are appended to `out`; empty ones vanish.
void append_words(Piece word, const std::vector<Piece>& matches, Behavior behavior, bool invert, std::vector<Piece>& out);

}  // namespace lathe::text
