// Text to token ids and back. One interface over tokenizer.json, composed of its parts, and SentencePiece models; const
// calls may come from several threads at once.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::text {

struct ByteRange {
  int64_t begin = 0, end = 0;            // bytes of the encoded text, as it was given
  bool operator==(const ByteRange&) const = default;
};

struct Encoding {
  std::vector<int32_t> ids;
  std::vector<ByteRange> offsets;        // one per id; a character cut into several tokens gives each its bytes
  std::vector<int32_t> type_ids;         // one per id for a pair, empty for one text
  size_t second_begin = 0;               // of a pair: the first token of the second text
};

struct EncodeOptions {
  bool add_special_tokens = false;       // what the tokenizer's own post-processor adds (begin mark)
  bool parse_special = true;             // "<|im_end|>" in the text becomes the control token
  int64_t most_tokens = 0;               // the text, not the marks around it, is cut so that no more come out; 0: no limit
};

struct SpecialIds {                      // absent where the model has none
  std::optional<int32_t> begin, pad, unknown;
  std::vector<int32_t> end;              // every id that ends an answer (eos, end of turn)
};

class Tokenizer {
 public:
  virtual ~Tokenizer() = default;
  virtual Encoding encode(std::string_view text, EncodeOptions options = {}) const = 0;
  // Two texts with the tokenizer's own marks around them, whatever `add_special_tokens` says; offsets count in each text
  // by itself. What is too long is taken from the longer text first.
  virtual Encoding encode_pair(std::string_view first, std::string_view second, EncodeOptions options = {}) const = 0;
  virtual bool parts_pairs() const { return false; }                 // a mark of its own stands between the texts of a pair
  // Faulty byte sequences become U+FFFD. skip_special leaves out control tokens.
  virtual std::string decode(std::span<const int32_t> ids, bool skip_special = true) const = 0;
  // The bytes that one token stands for, possibly part of a character; empty for control tokens when `skip_special`.
  virtual std::string token_bytes(int32_t id, bool skip_special) const = 0;
  virtual std::string piece(int32_t id) const = 0;                   // as the vocabulary writes it
  virtual std::optional<int32_t> id_of(std::string_view piece) const = 0;
  virtual bool is_special(int32_t id) const = 0;
  virtual int32_t size() const = 0;                                  // ids are 0..size-1
  virtual const SpecialIds& special() const = 0;
  virtual bool wants_begin_mark() const = 0;                         // exactly one is put before a sequence
  // Bytes of pieces as text. What is no character becomes U+FFFD: one for each faulty part, or for each faulty byte
  // where the reference of this kind does so.
  virtual std::string text_of_bytes(std::string_view bytes) const;
  virtual const char* kind() const = 0;                              // "byte-level BPE"; a name, the same in every language
  // A SentencePiece text begins with an added blank that the first decoded piece loses again.
  virtual bool strips_leading_space() const { return false; }
};

// From the files in a model folder; which of them counts stands in tokenizer_sources.h. tokenizer_config.json and
// generation_config.json name the special tokens. Throws Error tokenizer.*.
std::unique_ptr<Tokenizer> load_tokenizer(const std::filesystem::path& folder);

// Ids in, whole characters out: bytes of a character that is not complete yet are held back. `goes_on`: the ids continue
// a text, so the blank of a first SentencePiece token is a real one.
class StreamDecoder {
 public:
  explicit StreamDecoder(const Tokenizer& tokenizer, bool skip_special = true, bool goes_on = false)
      : tokenizer_(tokenizer), skip_special_(skip_special), at_start_(!goes_on) {}
  std::string push(int32_t id);
  std::string finish();                  // what is held back, U+FFFD for a cut character

 private:
  const Tokenizer& tokenizer_;
  bool skip_special_;
  bool at_start_;
  std::string held_;
};

}  // namespace lathe::text
