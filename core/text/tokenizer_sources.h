// Which file of a model folder says what the tokenizer is, and the older kinds of files told as tokenizer.json would.
// The order: tokenizer.json, tokenizer.model (SentencePiece), vocab.json with merges.txt, vocab.txt (WordPiece).
#pragma once
#include <filesystem>
#include <string>

#include "core/base/json.h"
#include "core/text/special_ids.h"

namespace lathe::text {

enum class Source { tokenizer_json, sentencepiece, vocab_and_merges, vocab_lines };

// Throws Error tokenizer.not_found, model.outside.
Source choose_source(const std::filesystem::path& folder);
// "tokenizer.json"; for people.
const char* source_name(Source source);

struct SourceDocument {
  Json document;                         // in the layout of tokenizer.json
  std::string name;                      // the file that messages name
};

// Not for sentencepiece. Throws Error tokenizer.*, json.*, io.*, text.not_utf8.
SourceDocument read_source(Source source, const std::filesystem::path& folder, const TokenizerConfig& config);

Json document_of_vocab_and_merges(const std::filesystem::path& folder, const TokenizerConfig& config);
Json document_of_vocab_lines(const std::filesystem::path& folder, const TokenizerConfig& config);
// Puts the configuration's tokens and the named ones that `vocabulary` has into "added_tokens".
void put_added_tokens(Json& document, const Json& vocabulary, const TokenizerConfig& config, const std::vector<std::string>& named);

}  // namespace lathe::text
