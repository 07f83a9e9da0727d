#include <algorithm>
#include <array>
#include <cstdio>

#include "core/text/parts/token_model.h"

namespace lathe::text {
namespace {

struct Kind {
  std::string_view type;
  std::unique_ptr<TokenModel> (*make)(const Part&, bool);
};
constexpr std::array kKinds{Kind{"BPE", make_bpe}, Kind{"Unigram", make_unigram}, Kind{"WordPiece", make_word_piece}};

// Older files do not name the kind.
std::string model_type(const Part& part) {
  if (!part.json.is_object()) bad_tokenizer_file(part.file, phrase(LATHE_TR("\"model\" is missing")));
  if (part.json.contains("type") || part.json.contains("merges")) return string_or(part.json, "type", part.file, "BPE");
  return member(part.json, "vocab").is_array() ? "Unigram" : "WordPiece";
}

}  // namespace

std::optional<int32_t> TokenModel::id_of(std::string_view piece) const {
  const auto found = ids_.find(piece);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

void TokenModel::bad_vocabulary(const std::string& file, Phrase what) {
  throw Error("tokenizer.bad_vocabulary", phrase(LATHE_TR("[load_tokenizer] {0}: {1}"), file, what),
              phrase(LATHE_TR("Fetch the file again from where the model came from.")));
}

void TokenModel::read_vocabulary(const std::vector<std::pair<std::string, int32_t>>& vocabulary, const std::string& file) {
  int32_t highest = -1;
  for (const auto& [piece, id] : vocabulary) {
    if (id < 0 || id >= kMaxIds) bad_vocabulary(file, phrase(LATHE_TR("the token \"{0}\" has the id {1}, which cannot be"), piece, id));
    highest = std::max(highest, id);
  }
  if (static_cast<size_t>(highest) + 1 > 2 * vocabulary.size() + 1024)
    bad_vocabulary(file, phrase(LATHE_TR("{0} tokens have ids up to {1}"), vocabulary.size(), highest));
  pieces_.resize(static_cast<size_t>(highest) + 1);
  std::vector<bool> taken(pieces_.size());
  ids_.reserve(vocabulary.size());
  for (const auto& [piece, id] : vocabulary) {
    if (taken[id]) bad_vocabulary(file, phrase(LATHE_TR("\"{0}\" and \"{1}\" share the id {2}"), pieces_[id], piece, id));
    taken[id] = true;
    pieces_[id] = piece;
    ids_.emplace(piece, id);
  }
}

std::string byte_fallback_piece(int byte) {
  char name[8];
  std::snprintf(name, sizeof name, "<0x%02X>", static_cast<unsigned>(byte));
  return name;
}

std::vector<std::pair<std::string, int32_t>> vocabulary_in(const Part& part) {
  const Json& vocabulary = member(part.json, "vocab");
  if (!vocabulary.is_object()) bad_tokenizer_file(part.file, phrase(LATHE_TR("\"vocab\" must be an object of tokens and ids")));
  std::vector<std::pair<std::string, int32_t>> out;
  out.reserve(vocabulary.size());
  for (const auto& [piece, id] : vocabulary.items()) {
    if (!id.is_number_unsigned() || id.get<uint64_t>() >= uint64_t{kMaxIds})
      bad_tokenizer_file(part.file, phrase(LATHE_TR("the token \"{0}\" has the id {1}, which cannot be"), piece, id.dump().substr(0, 40)));
    out.emplace_back(piece, id.get<int32_t>());
  }
  return out;
}

std::unique_ptr<TokenModel> make_model(const Part& part, bool byte_level) {
  const std::string type = model_type(part);
  for (const Kind& kind : kKinds)
    if (kind.type == type) return kind.make(part, byte_level);
  refuse_part(part, type);
}

}  // namespace lathe::text
