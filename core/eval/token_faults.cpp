#include "core/eval/token_faults.h"

namespace lathe::eval {

Error not_finite(int64_t token) {
  return Error("generate.not_finite", phrase(LATHE_TR("[generate] at token {0} of the answer the model's logits are not finite numbers"), token),
               phrase(LATHE_TR("The weights are damaged or overflow: try another checkpoint, or a compute type with more range such as float32.")));
}

Error nothing_left(int64_t token) {
  return Error("generate.nothing_left", phrase(LATHE_TR("[generate] at token {0} of the answer the settings leave no token that may be chosen"), token),
               phrase(LATHE_TR("Raise no_repeat_ngram_size or set it to 0, lower min_new_tokens or max_new_tokens, or raise a temperature that is almost 0.")));
}

}  // namespace lathe::eval
