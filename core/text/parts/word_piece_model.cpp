#include <algorithm>

#include "core/base/utf8.h"
#include "core/text/parts/token_model.h"

namespace lathe::text {
namespace {

// The longest piece from the left again and again; a word that cannot be covered is unknown as a whole.
class WordPieceModel final : public TokenModel {
 public:
  explicit WordPieceModel(const Part& part)
      : prefix_(string_or(part.json, "continuing_subword_prefix", part.file, "##")),
        longest_(int_or(part.json, "max_input_chars_per_word", part.file, 100, 0, 1 << 20)) {
    const auto vocabulary = vocabulary_in(part);
    read_vocabulary(vocabulary, part.file);
    const std::string unknown = string_or(part.json, "unk_token", part.file, "[UNK]");
    const auto id = id_of(unknown);
    if (!id) bad_vocabulary(part.file, phrase(LATHE_TR("the token for unknown text, \"{0}\", is not in it"), unknown));
    unknown_ = *id;
    for (const auto& [piece, number] : vocabulary) longest_piece_ = std::max(longest_piece_, piece.size());
  }

  const char* kind() const override { return "WordPiece"; }
  void encode(std::string_view word, ModelScratch&, std::vector<ModelToken>& out) const override {
    const size_t before = out.size();
    if (!cover(word, out)) {
      out.resize(before);
      out.push_back({unknown_, 0, static_cast<uint32_t>(word.size())});
    }
  }

 private:
  bool cover(std::string_view word, std::vector<ModelToken>& out) const {
    int64_t characters = 0;
    for (size_t at = 0; at < word.size(); ++characters) next_code_point(word, at);
    if (characters > longest_) return false;
    std::string name;
    for (size_t begin = 0; begin < word.size();) {
      size_t end = std::min(word.size(), begin + longest_piece_);
      for (;; --end) {
        if (end == begin) return false;
        if (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) continue;   // inside a character
        name.assign(begin == 0 ? "" : prefix_).append(word.substr(begin, end - begin));
        if (const auto id = id_of(name)) {
          out.push_back({*id, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
          break;
        }
      }
      begin = end;
    }
    return true;
  }

  std::string prefix_;
  int64_t longest_;
  size_t longest_piece_ = 0;
  int32_t unknown_ = 0;
};

}  // namespace

std::unique_ptr<TokenModel> make_word_piece(const Part& part, bool byte_level) {
  if (byte_level) refuse_part(part, "WordPiece behind ByteLevel");
  return std::make_unique<WordPieceModel>(part);
}

}  // namespace lathe::text
