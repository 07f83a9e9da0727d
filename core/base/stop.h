// Cancelling: long work checks its token often and leaves by exception.
#pragma once
#include <stop_token>

#include "core/base/error.h"

namespace lathe {
inline void throw_if_stopped(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Cancelled();
}
}  // namespace lathe
