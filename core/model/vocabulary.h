// Tokenizer and embedding are two files of a folder, and need not fit.
#pragma once
#include <cstdint>
#include <span>

#include "core/model/decoder.h"
#include "core/text/tokenizer.h"

namespace lathe::model {

// Throws Error model.no_such_token for an id that the embedding has no row for, naming the token and both figures.
void require_rows(const Decoder& decoder, const text::Tokenizer& tokenizer, std::span<const int32_t> ids);
// The same of the types of a pair's tokens; a model without types passes over them. Throws Error model.no_such_type.
void require_type_rows(const Decoder& decoder, std::span<const int32_t> token_types);

}  // namespace lathe::model
