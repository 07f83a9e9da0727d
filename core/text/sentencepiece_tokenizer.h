// SentencePiece models through libsentencepiece (this file pair is its only user).
#pragma once
#include <filesystem>
#include <memory>

#include "core/text/special_ids.h"
#include "core/text/tokenizer.h"

namespace lathe::text {

// `added`: tokens cut out of the text before the model sees it, besides the named special ones. Throws Error
// tokenizer.bad_file.
std::unique_ptr<Tokenizer> load_sentencepiece(const std::filesystem::path& folder, const TokenizerConfig& config,
                                              std::vector<AddedToken> added, std::optional<bool> begin_mark);

}  // namespace lathe::text
