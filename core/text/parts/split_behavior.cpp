#include "core/text/parts/split_behavior.h"

#include <algorithm>

namespace lathe::text {
namespace {

struct Stretch {
  Piece piece;
  bool is_match;
};

std::vector<Stretch> stretches(Piece word, const std::vector<Piece>& matches, bool invert) {
  std::vector<Stretch> out;
  size_t at = word.begin;
  for (const Piece& match : matches) {
    if (match.begin > at) out.push_back({{at, match.begin}, invert});
    out.push_back({match, !invert});
    at = match.end;
  }
  if (at < word.end) out.push_back({{at, word.end}, invert});
  return out;
}

// Joins each match that follows no match to what comes before it in the order of `all`.
std::vector<Piece> merged(const std::vector<Stretch>& all) {
  std::vector<Piece> out;
  bool previous = false;
  for (const Stretch& one : all) {
    if (one.is_match && !previous && !out.empty()) out.back() = {std::min(out.back().begin, one.piece.begin), std::max(out.back().end, one.piece.end)};
    else out.push_back(one.piece);
    previous = one.is_match;
  }
  return out;
}

std::vector<Piece> joined_runs(const std::vector<Stretch>& all) {
  std::vector<Piece> out;
  bool previous = false;
  for (const Stretch& one : all) {
    if (one.is_match == previous && !out.empty()) out.back().end = one.piece.end;
    else out.push_back(one.piece);
    previous = one.is_match;
  }
  return out;
}

}  // namespace

Behavior behavior_in(const Part& part, const char* absent) {
  const std::string text = string_or(part.json, "behavior", part.file, absent);
  if (text == "Removed") return Behavior::removed;
  if (text == "Isolated") return Behavior::isolated;
  if (text == "MergedWithPrevious") return Behavior::merged_with_previous;
  if (text == "MergedWithNext") return Behavior::merged_with_next;
  if (text == "Contiguous") return Behavior::contiguous;
  refuse_part(part, "behavior " + text);
}

void append_words(Piece word, const std::vector<Piece>& matches, Behavior behavior, bool invert, std::vector<Piece>& out) {
  std::vector<Stretch> all = stretches(word, matches, invert);
  if (behavior == Behavior::removed) std::erase_if(all, [](const Stretch& one) { return one.is_match; });
  std::vector<Piece> words;
  if (behavior == Behavior::merged_with_next) {
    std::reverse(all.begin(), all.end());
    words = merged(all);
    std::reverse(words.begin(), words.end());
  } else if (behavior == Behavior::merged_with_previous) {
    words = merged(all);
  } else if (behavior == Behavior::contiguous) {
    words = joined_runs(all);
  } else {
    for (const Stretch& one : all) words.push_back(one.piece);
  }
  for (const Piece& piece : words)
    if (piece.begin < piece.end) out.push_back(piece);
}

}  // namespace lathe::text
