#include "core/text/bpe_tokenizer.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/utf8.h"

namespace lathe::text {
namespace {

std::vector<AddedToken> tokens_with(const std::vector<AddedToken>& tokens, bool normalized, bool nfc) {
  std::vector<AddedToken> out;
  for (AddedToken token : tokens) {
    if (token.normalized != normalized) continue;
    if (normalized && nfc) token.content = to_nfc(token.content);
    out.push_back(std::move(token));
  }
  return out;
}

}  // namespace

BpeTokenizer::BpeTokenizer(TokenizerFile file, const std::string& name)
    : model_(std::move(file.model), name), added_(std::move(file.added)), first_(tokens_with(added_, false, file.nfc)),
      normalized_(tokens_with(added_, true, file.nfc)), nfc_(file.nfc) {
  for (const std::string& pattern : file.split_patterns) splits_.emplace_back(pattern, name);
  std::sort(added_.begin(), added_.end(), [](const AddedToken& a, const AddedToken& b) { return a.id < b.id; });
  size_ = std::max(model_.size(), added_.empty() ? 0 : added_.back().id + 1);
  if (!file.begin_mark) return;
  begin_mark_ = id_of(*file.begin_mark);
  if (!begin_mark_)
    throw Error("tokenizer.bad_file", phrase(LATHE_TR("[load_tokenizer] {0}: the begin mark \"{1}\" is not in the vocabulary"), name, *file.begin_mark),
                phrase(LATHE_TR("Fetch the file again from where the model came from.")));
}

std::unique_ptr<BpeTokenizer::Scratch> BpeTokenizer::take_scratch() const {
  const std::lock_guard lock(scratch_mutex_);
  if (scratches_.empty()) return std::make_unique<Scratch>();
  auto scratch = std::move(scratches_.back());
  scratches_.pop_back();
  return scratch;
}

Encoding BpeTokenizer::encode(std::string_view text, EncodeOptions options) const {
  if (const size_t bad = find_bad_utf8(text); bad != std::string_view::npos)
    throw Error("text.not_utf8", phrase(LATHE_TR("[encode] the text is not valid UTF-8 at byte {0}"), bad), phrase(LATHE_TR("Save the text as UTF-8.")));
  Encoding out;
  if (options.add_special_tokens && begin_mark_) {
    out.ids.push_back(*begin_mark_);
    out.offsets.push_back({0, 0});
  }
  std::unique_ptr<Scratch> scratch = take_scratch();
  for (const auto& stretch : first_.split(text, options.parse_special)) {
    if (!stretch.token) {
      encode_plain(text.substr(stretch.begin, stretch.end - stretch.begin), options.parse_special, static_cast<int64_t>(stretch.begin), *scratch, out);
      continue;
    }
    out.ids.push_back(stretch.token->id);
    out.offsets.push_back({static_cast<int64_t>(stretch.begin), static_cast<int64_t>(stretch.end)});
  }
  const std::lock_guard lock(scratch_mutex_);
  scratches_.push_back(std::move(scratch));
  return out;
}

void BpeTokenizer::encode_plain(std::string_view text, bool parse_special, int64_t offset, Scratch& scratch, Encoding& out) const {
  const Normalized normal(text, nfc_);
  for (const auto& stretch : normalized_.split(normal.text(), parse_special)) {
    if (!stretch.token) { encode_words(normal, {stretch.begin, stretch.end}, offset, scratch, out); continue; }
    out.ids.push_back(stretch.token->id);
    out.offsets.push_back({offset + static_cast<int64_t>(normal.begin_in_given(stretch.begin)), offset + static_cast<int64_t>(normal.end_in_given(stretch.end))});
  }
}

void BpeTokenizer::encode_words(const Normalized& normal, Piece within, int64_t offset, Scratch& scratch, Encoding& out) const {
  const std::string_view text = normal.text();
  scratch.pieces.assign(1, within);
  for (const Regex& split : splits_) {
    scratch.finer.clear();
    for (const Piece& piece : scratch.pieces) split.split(text, piece, scratch.regex, scratch.finer);
    scratch.pieces.swap(scratch.finer);
  }
  size_t done = out.ids.size();
  for (const Piece& piece : scratch.pieces) model_.encode(text.substr(piece.begin, piece.end - piece.begin), scratch.model, out.ids);
  out.offsets.reserve(out.ids.size());
  for (size_t at = within.begin; done < out.ids.size(); ++done) {
    const size_t end = at + model_.bytes(out.ids[done]).size();
    out.offsets.push_back({offset + static_cast<int64_t>(normal.begin_in_given(at)), offset + static_cast<int64_t>(normal.end_in_given(end))});
    at = end;
  }
}

const AddedToken* BpeTokenizer::added(int32_t id) const {
  const auto found = std::lower_bound(added_.begin(), added_.end(), id, [](const AddedToken& token, int32_t value) { return token.id < value; });
  return found != added_.end() && found->id == id ? &*found : nullptr;
}

std::string BpeTokenizer::piece(int32_t id) const {
  if (const AddedToken* token = added(id)) return token->content;
  return id >= 0 && id < model_.size() ? model_.piece(id) : std::string();
}

std::string BpeTokenizer::token_bytes(int32_t id, bool skip_special) const {
  if (const AddedToken* token = added(id)) return skip_special && token->special ? std::string() : token->content;
  return id >= 0 && id < model_.size() ? model_.bytes(id) : std::string();
}

std::string BpeTokenizer::decode(std::span<const int32_t> ids, bool skip_special) const {
  std::string bytes;
  for (const int32_t id : ids) bytes += token_bytes(id, skip_special);
  return repair_utf8(bytes);
}

std::optional<int32_t> BpeTokenizer::id_of(std::string_view piece) const {
  for (const AddedToken& token : added_)
    if (token.content == piece) return token.id;
  const auto found = model_.ids().find(piece);
  return found == model_.ids().end() ? std::nullopt : std::optional(found->second);
}

bool BpeTokenizer::is_special(int32_t id) const {
  const AddedToken* token = added(id);
  return token && token->special;
}

}  // namespace lathe::text
