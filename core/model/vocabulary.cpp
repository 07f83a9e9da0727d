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

}  // namespace lathe::model
