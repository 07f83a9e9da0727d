// Decoders: pieces back to text. A chain has steps for each token, then joins, then steps for the whole.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/parts/part_reader.h"

namespace lathe::text {

// Where a token stands in what is decoded.
struct TokenPlace {
  bool first = false, last = false;
};

class DecodeStep {
 public:
  virtual ~DecodeStep() = default;
  virtual void apply(std::string& token, TokenPlace place) const = 0;
  // The first token loses a blank that tokens inside a text keep.
  virtual bool drops_first_blank() const { return false; }
};
using DecodeStepPtr = std::unique_ptr<DecodeStep>;

DecodeStepPtr make_decode_replace(const Part& part);
DecodeStepPtr make_decode_strip(const Part& part);
DecodeStepPtr make_decode_metaspace(const Part& part);
DecodeStepPtr make_decode_word_piece(const Part& part);
DecodeStepPtr make_decode_bpe(const Part& part);

class DecoderChain {
 public:
  // Null: tokens are joined with blanks. Throws Error tokenizer.unsupported, tokenizer.bad_file, json.*.
  explicit DecoderChain(const Part& part);
  // `pieces` as the vocabulary writes them. Faulty bytes become U+FFFD.
  std::string decode(const std::vector<std::string>& pieces) const;
  // The bytes of one token inside a text, possibly part of a character.
  std::string bytes_of(std::string piece) const;
  bool drops_first_blank() const;
  bool falls_back_to_bytes() const { return byte_fallback_; }

 private:
  void read(const Part& part);
  bool turn(std::string& piece, TokenPlace place) const;   // true where it became a single byte
  bool byte_level_ = false, byte_fallback_ = false, joined_ = false, none_ = false;
  std::vector<DecodeStepPtr> each_, whole_;
};

}  // namespace lathe::text
