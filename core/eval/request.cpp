#include "core/eval/request.h"

#include <algorithm>

#include "core/base/error.h"

namespace lathe::eval {

bool Request::ends_with(int32_t id) const { return std::find(end_ids.begin(), end_ids.end(), id) != end_ids.end(); }

void require_possible(const config::GenerateOptions& options) {
  if (options.min_new_tokens > options.max_new_tokens)
    throw Error("generate.lengths", phrase(LATHE_TR("[generate] an answer of at least {0} tokens (min_new_tokens) and at most {1} (max_new_tokens) cannot be"), options.min_new_tokens, options.max_new_tokens),
                phrase(LATHE_TR("Raise max_new_tokens or lower min_new_tokens.")));
  if (options.num_return_sequences > options.num_beams)
    throw Error("generate.beams", phrase(LATHE_TR("[generate] {0} answers are asked of {1} beams"), options.num_return_sequences, options.num_beams),
                phrase(LATHE_TR("Raise num_beams or lower num_return_sequences.")));
  if (options.num_beams > 1 && options.temperature > 0)
    throw Error("generate.beams", phrase(LATHE_TR("[generate] a beam search draws nothing, but the temperature is {0}"), options.temperature),
                phrase(LATHE_TR("Set temperature to 0 or num_beams to 1.")));
}

}  // namespace lathe::eval
