// Pre-tokenizers: what cuts a normalised text into words, which the model sees one by one. The list of kinds stands in
// pre_tokenizers.cpp.
#pragma once
#include <memory>
#include <vector>

#include "core/text/parts/part_reader.h"
#include "core/text/parts/tracked_text.h"
#include "core/text/regex.h"

namespace lathe::text {

// The words of a text so far, in order; what lies between them is left out.
struct Words {
  TrackedText* text = nullptr;
  std::vector<Piece> pieces, finer;
  Regex::Scratch regex;
};

class PreTokenizer {
 public:
  virtual ~PreTokenizer() = default;
  virtual void split(Words& words) const = 0;
  // The model reads bytes, not characters, from here on.
  virtual bool byte_level() const { return false; }
};
using PreTokenizerPtr = std::unique_ptr<PreTokenizer>;

// Null for null. Throws Error tokenizer.unsupported, tokenizer.bad_file, tokenizer.regex, json.*.
PreTokenizerPtr make_pre_tokenizer(const Part& part);

PreTokenizerPtr make_split(const Part& part);
PreTokenizerPtr make_byte_level(const Part& part);
PreTokenizerPtr make_metaspace(const Part& part);
PreTokenizerPtr make_by_class(const Part& part);      // Whitespace, WhitespaceSplit, BertPreTokenizer, Punctuation, Digits

// The pattern of GPT-2, which ByteLevel has built in.
extern const char* const kGpt2Split;
PreTokenizerPtr make_pattern_split(const std::string& pattern, const std::string& file);   // isolated

}  // namespace lathe::text
