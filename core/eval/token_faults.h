// Why no next token can be chosen. `token`: which one of the answer, counted from 1.
#pragma once
#include <cstdint>

#include "core/base/error.h"

namespace lathe::eval {

Error not_finite(int64_t token);         // generate.not_finite: the model itself gives no choice
Error nothing_left(int64_t token);       // generate.nothing_left: the options rule out every token

}  // namespace lathe::eval
