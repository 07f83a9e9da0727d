#include <limits>

#include "core/eval/processors.h"

namespace lathe::eval {

void forbid_ids(std::span<float> logits, std::span<const int32_t> ids) {
  for (const int32_t id : ids)
    if (id >= 0 && static_cast<size_t>(id) < logits.size()) logits[static_cast<size_t>(id)] = -std::numeric_limits<float>::infinity();
}

}  // namespace lathe::eval
