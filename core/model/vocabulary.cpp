#include "core/model/vocabulary.h"

#include <algorithm>

#include "core/base/error.h"

namespace lathe::model {

void require_rows(const Decoder& decoder, const text::Tokenizer& tokenizer, std::span<const int32_t> ids) {
  const int64_t rows = decoder.config().vocab;
  const auto beyond = std::find_if(ids.begin(), ids.end(), [rows](int32_t id) { return id >= rows; });
  if (beyond == ids.end()) return;
  throw Error("model.no_such_token",
              phrase(LATHE_TR("[load_model] the tokenizer gives \"{0}\" the id {1}, but the model has only {2} entries (vocab_size)"), tokenizer.piece(*beyond), *beyond, rows),
              phrase(LATHE_TR("Use the tokenizer that came with the model: tokens were added to this one that the model does not have.")));
}

void require_type_rows(const Decoder& decoder, std::span<const int32_t> token_types) {
  const int64_t rows = decoder.config().token_types;
  if (rows == 0) return;
  const auto beyond = std::find_if(token_types.begin(), token_types.end(), [rows](int32_t type) { return type < 0 || type >= rows; });
  if (beyond == token_types.end()) return;
  throw Error("model.no_such_type", phrase(LATHE_TR("[load_model] the tokenizer gives the second text of a pair the type {0}, but the model has only {1} (type_vocab_size)"), *beyond, rows),
              phrase(LATHE_TR("Use single texts with this model, or the tokenizer that came with it.")));
}

}  // namespace lathe::model
