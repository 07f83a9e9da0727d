// tokenizer.json read into plain data. What Lathe does not follow is refused by name, never skipped.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/text/added_tokens.h"
#include "core/text/bpe_model.h"

namespace lathe::text {

struct TokenizerFile {
  BpeFile model;
  std::vector<AddedToken> added;         // ids agree with the vocabulary
  bool nfc = false;
  std::vector<std::string> split_patterns;
  std::optional<std::string> begin_mark; // what the post-processor puts first
};

// Throws Error tokenizer.unsupported, tokenizer.bad_file, json.*.
TokenizerFile parse_tokenizer_file(const Json& document, const std::string& name);
Json read_tokenizer_document(const std::filesystem::path& path);
std::vector<AddedToken> parse_added_tokens(const Json& document, const std::string& name);
// A SentencePiece model written as tokenizer.json; tokenizer.model beside it says the same.
bool is_sentencepiece_layout(const Json& document);

}  // namespace lathe::text
