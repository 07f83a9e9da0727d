#include "core/text/sentencepiece_tokenizer.h"

#include <sentencepiece_processor.h>

#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/text/longest_first.h"

namespace lathe::text {
namespace {

constexpr std::string_view kBlank = "\xE2\x96\x81";              // "▁" stands for a space inside the model
constexpr std::string_view kUnknownSurface = " \xE2\x81\x87 ";

[[noreturn]] void bad(Phrase what) {
  throw Error("tokenizer.bad_file", phrase(LATHE_TR("[load_tokenizer] tokenizer.model: {0}"), what),
              phrase(LATHE_TR("Fetch the file again from where the model came from.")));
}

// The library refuses most faulty models by a status, and some by an exception of its trie (a piece of no bytes).
void load_model(sentencepiece::SentencePieceProcessor& processor, const std::string& model) {
  std::string why;
  try {
    if (const auto status = processor.LoadFromSerializedProto(model); !status.ok()) why = std::string("refused: ") + status.message();
  } catch (const std::exception& fault) {
    why = fault.what();
  }
  if (!why.empty()) bad(phrase(LATHE_TR("not a SentencePiece model ({0})"), why));
}

void keep_first(size_t most, Encoding& encoding) {
  if (encoding.ids.size() <= most) return;
  encoding.ids.resize(most);
  encoding.offsets.resize(most);
}

class SentencePieceTokenizer final : public Tokenizer {
 public:
  SentencePieceTokenizer(const std::filesystem::path& folder, const TokenizerConfig& config, std::vector<AddedToken> added, std::optional<bool> begin_mark);

  Encoding encode(std::string_view text, EncodeOptions options) const override;
  Encoding encode_pair(std::string_view first, std::string_view second, EncodeOptions options) const override;
  std::string decode(std::span<const int32_t> ids, bool skip_special) const override;
  std::string text_of_bytes(std::string_view bytes) const override { return repair_utf8_by_byte(bytes); }
  std::string token_bytes(int32_t id, bool skip_special) const override;
  std::string piece(int32_t id) const override;
  std::optional<int32_t> id_of(std::string_view piece) const override;
  bool is_special(int32_t id) const override;
  int32_t size() const override { return size_; }
  const SpecialIds& special() const override { return special_; }
  bool wants_begin_mark() const override { return wants_begin_mark_; }
  const char* kind() const override { return "SentencePiece"; }
  bool strips_leading_space() const override { return adds_blank_; }

 private:
  bool in_model(int32_t id) const { return id >= 0 && id < processor_.GetPieceSize(); }
  void add_special_pieces(const TokenizerConfig& config);
  void encode_plain(std::string_view text, int64_t offset, Encoding& out) const;

  sentencepiece::SentencePieceProcessor processor_;
  std::unique_ptr<sentencepiece::SentencePieceProcessor> bare_;    // adds no blank; null where every stretch gets one
  std::map<int32_t, AddedToken> added_;
  std::unique_ptr<AddedTokenMatcher> matcher_;
  int32_t size_ = 0;
  bool adds_blank_ = false, wants_begin_mark_ = false;
  SpecialIds special_;
};

SentencePieceTokenizer::SentencePieceTokenizer(const std::filesystem::path& folder, const TokenizerConfig& config,
                                               std::vector<AddedToken> added, std::optional<bool> begin_mark) {
  const std::string model = read_text_file(folder / "tokenizer.model", size_t{256} << 20);
  load_model(processor_, model);
  for (AddedToken& token : added) {
    if (in_model(token.id) && processor_.IdToPiece(token.id) != token.content)
      bad(phrase(LATHE_TR("the added token \"{0}\" has the id {1}, which is \"{2}\" in the model"), token.content, token.id, processor_.IdToPiece(token.id)));
    added_.insert_or_assign(token.id, std::move(token));
  }
  add_special_pieces(config);
  size_ = std::max(processor_.GetPieceSize(), added_.empty() ? 0 : added_.rbegin()->first + 1);
  std::vector<AddedToken> tokens;
  for (const auto& [id, token] : added_) tokens.push_back(token);
  matcher_ = std::make_unique<AddedTokenMatcher>(std::move(tokens));
  special_ = read_special_ids(folder, config, [this](std::string_view name) { return id_of(name); });
  const auto or_piece = [this](std::optional<int32_t>& id, int piece) { if (!id && in_model(piece)) id = piece; };
  if (!config.present) {
    or_piece(special_.begin, processor_.bos_id());
    if (in_model(processor_.eos_id()) && std::find(special_.end.begin(), special_.end.end(), processor_.eos_id()) == special_.end.end())
      special_.end.insert(special_.end.begin(), processor_.eos_id());
    or_piece(special_.pad, processor_.pad_id());
  }
  or_piece(special_.unknown, processor_.unk_id());
  wants_begin_mark_ = special_.begin && begin_mark.value_or(true);
  const auto probe = processor_.EncodeAsImmutableProto("a");
  adds_blank_ = probe.pieces_size() > 0 && std::string_view(probe.pieces(0).piece()).starts_with(kBlank);
  if (config.legacy || !adds_blank_) return;
  // One more NormalizerSpec, in protobuf's writing, changes the one before: add_dummy_prefix is off.
  bare_ = std::make_unique<sentencepiece::SentencePieceProcessor>();
  load_model(*bare_, model + std::string("\x1A\x02\x18\x00", 4));
}

// The model's control pieces and the named special tokens never come from plain text: they are cut out of it first.
void SentencePieceTokenizer::add_special_pieces(const TokenizerConfig& config) {
  const auto add = [this](int32_t id) {
    AddedToken token{.id = id, .content = processor_.IdToPiece(id), .special = true};
    added_.try_emplace(id, std::move(token));
  };
  for (int32_t id = 0; id < processor_.GetPieceSize(); ++id)
    if (processor_.IsControl(id) || processor_.IsUnknown(id)) add(id);
  for (const auto& name : {config.begin, config.end, config.pad, config.unknown}) {
    if (!name || std::any_of(added_.begin(), added_.end(), [&](const auto& entry) { return entry.second.content == *name; })) continue;
    const int id = processor_.PieceToId(*name);
    if (processor_.IdToPiece(id) == *name) add(id);
  }
}

Encoding SentencePieceTokenizer::encode(std::string_view text, EncodeOptions options) const {
  if (const size_t at = find_bad_utf8(text); at != std::string_view::npos)
    throw Error("text.not_utf8", phrase(LATHE_TR("[encode] the text is not valid UTF-8 at byte {0}"), at), phrase(LATHE_TR("Save the text as UTF-8.")));
  Encoding out;
  if (options.add_special_tokens && wants_begin_mark_) {
    out.ids.push_back(*special_.begin);
    out.offsets.push_back({0, 0});
  }
  for (const auto& stretch : matcher_->split(text, options.parse_special)) {
    if (!stretch.token) { encode_plain(text.substr(stretch.begin, stretch.end - stretch.begin), static_cast<int64_t>(stretch.begin), out); continue; }
    out.ids.push_back(stretch.token->id);
    out.offsets.push_back({static_cast<int64_t>(stretch.begin), static_cast<int64_t>(stretch.end)});
  }
  if (options.most_tokens > 0) keep_first(static_cast<size_t>(options.most_tokens), out);
  return out;
}

Encoding SentencePieceTokenizer::encode_pair(std::string_view first, std::string_view second, EncodeOptions options) const {
  const EncodeOptions each{.add_special_tokens = true, .parse_special = options.parse_special};
  Encoding out = encode(first, each), behind = encode(second, each);
  if (options.most_tokens > 0) {
    const size_t mark = wants_begin_mark_ ? 1 : 0, most = static_cast<size_t>(options.most_tokens);
    const auto [of_first, of_second] = longest_first(out.ids.size() - mark, behind.ids.size() - mark, most > 2 * mark ? most - 2 * mark : 0);
    keep_first(of_first + mark, out);
    keep_first(of_second + mark, behind);
  }
  out.second_begin = out.ids.size() + (wants_begin_mark_ ? 1 : 0);
  out.type_ids.assign(out.ids.size(), 0);
  out.ids.insert(out.ids.end(), behind.ids.begin(), behind.ids.end());
  out.offsets.insert(out.offsets.end(), behind.offsets.begin(), behind.offsets.end());
  out.type_ids.resize(out.ids.size(), 1);
  return out;
}

// The library gives a character in byte pieces to the last of them; each gets its byte here.
void SentencePieceTokenizer::encode_plain(std::string_view text, int64_t offset, Encoding& out) const {
  const auto& processor = bare_ && offset > 0 ? *bare_ : processor_;
  const auto encoded = processor.EncodeAsImmutableProto(absl::string_view(text.data(), text.size()));
  int64_t reached = 0;
  const size_t count = encoded.pieces_size();
  for (size_t i = 0; i < count; ++i) {
    const auto& piece = encoded.pieces(static_cast<int>(i));
    const auto id = static_cast<int32_t>(piece.id());
    int64_t end = piece.end();
    if (processor_.IsByte(id) && piece.surface().empty()) end = std::min<int64_t>(reached + 1, static_cast<int64_t>(text.size()));
    end = std::max(end, reached);
    out.ids.push_back(id);
    out.offsets.push_back({offset + reached, offset + end});
    reached = end;
  }
}

std::string SentencePieceTokenizer::token_bytes(int32_t id, bool skip_special) const {
  if (const auto found = added_.find(id); found != added_.end()) {
    if (skip_special && found->second.special) return {};
    return in_model(id) && processor_.IsUnknown(id) ? std::string(kUnknownSurface) : found->second.content;
  }
  if (!in_model(id)) return {};
  const std::string& piece = processor_.IdToPiece(id);
  if (processor_.IsByte(id)) return std::string(1, static_cast<char>(std::stoi(piece.substr(3, 2), nullptr, 16)));
  std::string out;
  for (size_t at = 0; at < piece.size();) {
    const bool blank = std::string_view(piece).substr(at).starts_with(kBlank);
    out += blank ? ' ' : piece[at];
    at += blank ? kBlank.size() : 1;
  }
  return out;
}

std::string SentencePieceTokenizer::decode(std::span<const int32_t> ids, bool skip_special) const {
  std::string bytes;
  for (const int32_t id : ids) bytes += token_bytes(id, skip_special);
  if (adds_blank_ && bytes.starts_with(' ')) bytes.erase(0, 1);
  return text_of_bytes(bytes);
}

std::string SentencePieceTokenizer::piece(int32_t id) const {
  if (const auto found = added_.find(id); found != added_.end()) return found->second.content;
  return in_model(id) ? processor_.IdToPiece(id) : std::string();
}

std::optional<int32_t> SentencePieceTokenizer::id_of(std::string_view piece) const {
  for (const auto& [id, token] : added_)
    if (token.content == piece) return id;
  const int id = processor_.PieceToId(absl::string_view(piece.data(), piece.size()));
  return in_model(id) && processor_.IdToPiece(id) == piece ? std::optional(id) : std::nullopt;
}

bool SentencePieceTokenizer::is_special(int32_t id) const {
  const auto found = added_.find(id);
  return found != added_.end() && found->second.special;
}

}  // namespace

std::unique_ptr<Tokenizer> load_sentencepiece(const std::filesystem::path& folder, const TokenizerConfig& config,
                                              std::vector<AddedToken> added, std::optional<bool> begin_mark) {
  return std::make_unique<SentencePieceTokenizer>(folder, config, std::move(added), begin_mark);
}

}  // namespace lathe::text
