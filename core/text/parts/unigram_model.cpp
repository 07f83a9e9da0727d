#include <algorithm>
#include <limits>

#include "core/base/utf8.h"
#include "core/text/parts/token_model.h"
#include "core/text/piece_index.h"

namespace lathe::text {
namespace {

constexpr double kUnknownPenalty = 10;

// The pieces with the highest sum of scores (Viterbi); stretches that no piece covers are unknown or become bytes.
class UnigramModel final : public TokenModel {
 public:
  explicit UnigramModel(const Part& part) : fallback_(bool_or(part.json, "byte_fallback", part.file, false)) {
    std::vector<std::pair<std::string, int32_t>> vocabulary;
    for (const Json& entry : list_in(part, "vocab")) {
      if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() || !entry[1].is_number())
        bad_tokenizer_file(part.file, phrase(LATHE_TR("an entry of \"vocab\" is not a piece with its score")));
      vocabulary.emplace_back(entry[0].get<std::string>(), static_cast<int32_t>(vocabulary.size()));
      scores_.push_back(entry[1].get<double>());
      lowest_ = std::min(lowest_, scores_.back());
    }
    read_vocabulary(vocabulary, part.file);
    if (const int64_t id = int_or(part.json, "unk_id", part.file, -1, -1, kMaxIds); id >= 0) {
      if (id >= size()) bad_vocabulary(part.file, phrase(LATHE_TR("the token for unknown text, {0}, is not in it"), id));
      unknown_ = static_cast<int32_t>(id);
    }
    for (int b = 0; b < 256; ++b) bytes_.push_back(id_of(byte_fallback_piece(b)).value_or(-1));
    std::vector<PieceIndex::Entry> entries;
    for (int32_t id = 0; id < size(); ++id) entries.push_back({this->piece(id), id});
    pieces_ = PieceIndex(std::move(entries));
  }

  const char* kind() const override { return "Unigram"; }
  void encode(std::string_view word, ModelScratch&, std::vector<ModelToken>& out) const override {
    const std::vector<Node> best = best_path(word);
    std::vector<ModelToken> found;
    for (size_t end = word.size(); end > 0; end = best[end].begin) {
      const ModelToken token{best[end].id, static_cast<uint32_t>(best[end].begin), static_cast<uint32_t>(end)};
      if (unknown_ >= 0 && token.id == unknown_ && !found.empty() && found.back().id == unknown_) found.back().begin = token.begin;
      else found.push_back(token);
    }
    std::reverse(found.begin(), found.end());
    for (const ModelToken& token : found) append(word, token, out);
  }

 private:
  struct Node {
    int32_t id = -1;
    double score = 0;
    size_t begin = std::string::npos;
  };

  std::vector<Node> best_path(std::string_view word) const {
    std::vector<Node> best(word.size() + 1);
    for (size_t begin = 0; begin < word.size();) {
      size_t next = begin;
      next_code_point(word, next);
      bool single = false;
      const auto offer = [&](size_t end, int32_t id, double score) {
        const double sum = score + best[begin].score;
        if (best[end].begin == std::string::npos || sum > best[end].score) best[end] = {id, sum, begin};
      };
      pieces_.each_beginning(word.substr(begin), [&](size_t length, int32_t id) {
        offer(begin + length, id, scores_[id]);
        single = single || length == next - begin;
      });
      if (!single) {
        if (unknown_ < 0)
          throw Error("tokenizer.no_unknown", phrase(LATHE_TR("[encode] the tokenizer has no token for \"{0}\" and none for unknown text"), word.substr(begin, next - begin)),
                      phrase(LATHE_TR("Leave the character out or use another model.")));
        offer(next, unknown_, lowest_ - kUnknownPenalty);
      }
      begin = next;
    }
    return best;
  }

  void append(std::string_view word, const ModelToken& token, std::vector<ModelToken>& out) const {
    const std::string_view text = word.substr(token.begin, token.end - token.begin);
    if (const auto found = ids().find(text); found != ids().end()) { out.push_back({found->second, token.begin, token.end}); return; }
    const bool as_bytes = fallback_ && std::all_of(text.begin(), text.end(), [this](char c) { return bytes_[static_cast<unsigned char>(c)] >= 0; });
    if (!as_bytes) { out.push_back(token); return; }
    for (uint32_t i = token.begin; i < token.end; ++i) out.push_back({bytes_[static_cast<unsigned char>(word[i])], i, i + 1});
  }

  bool fallback_;
  std::vector<double> scores_;
  std::vector<int32_t> bytes_;
  PieceIndex pieces_;
  double lowest_ = std::numeric_limits<double>::infinity();
  int32_t unknown_ = -1;
};

}  // namespace

std::unique_ptr<TokenModel> make_unigram(const Part& part, bool byte_level) {
  if (byte_level) refuse_part(part, "Unigram behind ByteLevel");
  return std::make_unique<UnigramModel>(part);
}

}  // namespace lathe::text
