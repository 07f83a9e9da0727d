// Models: the ids of one word. One file pair per kind, the list in models.cpp.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/text/parts/part_reader.h"

namespace lathe::text {

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using IdsByText = std::unordered_map<std::string, int32_t, StringHash, std::equal_to<>>;

struct ModelToken {
  int32_t id;
  uint32_t begin, end;                   // bytes of the word
};

// Working memory of one thread at a time.
struct ModelScratch {
  struct Symbol { int32_t id, previous, next; uint32_t begin, end; };
  struct Candidate { uint32_t rank; int32_t at, left, right, result; };
  std::vector<Symbol> symbols;
  std::vector<Candidate> heap;
  std::unordered_map<std::string, std::pair<uint32_t, uint32_t>, StringHash, std::equal_to<>> known;   // place in known_tokens
  std::vector<ModelToken> known_tokens;
};

class TokenModel {
 public:
  virtual ~TokenModel() = default;
  // Appends the tokens of a word, which is not empty. Throws Error tokenizer.no_unknown where the text cannot be written.
  virtual void encode(std::string_view word, ModelScratch& scratch, std::vector<ModelToken>& out) const = 0;

  virtual const char* kind() const = 0;
  // Ids are 0..size-1; some may have no piece.
  int32_t size() const { return static_cast<int32_t>(pieces_.size()); }
  const std::string& piece(int32_t id) const { return pieces_[id]; }
  std::optional<int32_t> id_of(std::string_view piece) const;
  int64_t entries() const { return static_cast<int64_t>(ids_.size()); }

 protected:
  // `vocabulary`: pieces and ids, checked here. Throws Error tokenizer.bad_vocabulary.
  void read_vocabulary(const std::vector<std::pair<std::string, int32_t>>& vocabulary, const std::string& file);
  [[noreturn]] static void bad_vocabulary(const std::string& file, Phrase what);
  const IdsByText& ids() const { return ids_; }

 private:
  std::vector<std::string> pieces_;
  IdsByText ids_;
};

std::string byte_fallback_piece(int byte);         // "<0x0A>"

// `byte_level`: words come as bytes. Throws Error tokenizer.*, json.*.
std::unique_ptr<TokenModel> make_model(const Part& part, bool byte_level);

std::unique_ptr<TokenModel> make_bpe(const Part& part, bool byte_level);
std::unique_ptr<TokenModel> make_unigram(const Part& part, bool byte_level);
std::unique_ptr<TokenModel> make_word_piece(const Part& part, bool byte_level);
std::vector<std::pair<std::string, int32_t>> vocabulary_in(const Part& part);    // "vocab" as an object

}  // namespace lathe::text
