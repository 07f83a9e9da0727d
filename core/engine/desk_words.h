// What the desk thread's jobs share: a folder's tokenizer, and tokens as they are shown.
#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "core/data/sample.h"
#include "core/engine/event.h"
#include "core/text/tokenizer.h"

namespace lathe::engine {

// The calling thread keeps the last tokenizer while the folder's files stay as they are: it is asked for at every record
// that is looked at, and a large one takes seconds to read. Throws like text::load_tokenizer.
std::shared_ptr<text::Tokenizer> tokenizer_of(const std::filesystem::path& folder);

// Control tokens by name, bytes that are only part of a character as numbers.
void append_tokens(const data::BuiltSample& built, const text::Tokenizer& tokenizer, std::vector<ShownToken>& out);

// The same without a tokenizer: words with the blanks behind them, cut where learning begins and ends; ids are -1.
void append_pieces(const text::Rendered& rendered, std::vector<ShownToken>& out);

}  // namespace lathe::engine
