// tokenizer.json: what it may hold at the top, and its added tokens. What Lathe does not follow is refused by name, never
// skipped.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/text/added_tokens.h"
#include "core/text/parts/token_model.h"

namespace lathe::text {

Json read_tokenizer_document(const std::filesystem::path& path);
// Throws Error tokenizer.unsupported, tokenizer.bad_file, json.*.
void check_tokenizer_document(const Json& document, const std::string& name);
std::vector<AddedToken> parse_added_tokens(const Json& document, const std::string& name);
// Contents outside the vocabulary get the next free ids in order; a file that says otherwise would give ids that the
// reference library does not give. Throws Error tokenizer.bad_file.
void check_added_ids(const TokenModel& model, const std::vector<AddedToken>& added, const std::string& name);

}  // namespace lathe::text
