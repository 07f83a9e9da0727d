#include "core/text/added_tokens.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/text/unicode/unicode.h"

namespace lathe::text {
namespace {

size_t character_before(std::string_view text, size_t at) {
  do --at; while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

bool stands_alone(std::string_view text, size_t begin, size_t end) {
  if (begin > 0) {
    size_t before = character_before(text, begin);
    if (unicode::is_in(unicode::Set::word, next_code_point(text, before))) return false;
  }
  return end == text.size() || !unicode::is_in(unicode::Set::word, next_code_point(text, end));
}

size_t blanks_begin(std::string_view text, size_t at, size_t not_before) {
  while (at > not_before) {
    const size_t before = character_before(text, at);
    size_t cursor = before;
    if (!is_white_space(next_code_point(text, cursor))) break;
    at = before;
  }
  return std::max(at, not_before);
}

size_t blanks_end(std::string_view text, size_t at) {
  while (at < text.size()) {
    size_t behind = at;
    if (!is_white_space(next_code_point(text, behind))) break;
    at = behind;
  }
  return at;
}

}  // namespace

AddedTokenMatcher::AddedTokenMatcher(std::vector<AddedToken> tokens) : tokens_(std::move(tokens)) {
  std::erase_if(tokens_, [](const AddedToken& token) { return token.content.empty(); });
  std::vector<PieceIndex::Entry> entries;
  for (size_t i = 0; i < tokens_.size(); ++i) entries.push_back({tokens_[i].content, static_cast<int32_t>(i)});
  by_content_ = PieceIndex(std::move(entries));
}

const AddedToken* AddedTokenMatcher::longest_at(std::string_view text, size_t at) const {
  const AddedToken* longest = nullptr;
  by_content_.each_beginning(text.substr(at), [&](size_t, int32_t i) { longest = &tokens_[i]; });
  return longest;
}

std::vector<AddedTokenMatcher::Stretch> AddedTokenMatcher::split(std::string_view text, bool parse_special) const {
  std::vector<Stretch> out;
  size_t kept = 0;
  for (size_t at = 0; at < text.size();) {
    const AddedToken* token = longest_at(text, at);
    if (!token) { ++at; continue; }
    size_t begin = at, end = at + token->content.size();
    at = end;
    if ((token->special && !parse_special) || (token->single_word && !stands_alone(text, begin, end))) continue;
    if (token->lstrip) begin = blanks_begin(text, begin, kept);
    if (token->rstrip) end = blanks_end(text, end);
    if (begin > kept) out.push_back({kept, begin, nullptr});
    out.push_back({begin, end, token});
    at = kept = end;
  }
  if (kept < text.size()) out.push_back({kept, text.size(), nullptr});
  return out;
}

}  // namespace lathe::text
