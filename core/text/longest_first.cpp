#include "core/text/longest_first.h"

#include <algorithm>

namespace lathe::text {

std::pair<size_t, size_t> longest_first(size_t first, size_t second, size_t most) {
  if (first + second <= most) return {first, second};
  const bool swapped = first > second;
  size_t shorter = std::min(first, second);
  size_t longer = shorter > most ? shorter : std::max(shorter, most - shorter);
  if (shorter + longer > most) {                             // both are cut, the longer one keeps the odd token
    shorter = most / 2;
    longer = shorter + most % 2;
  }
  return swapped ? std::pair(longer, shorter) : std::pair(shorter, longer);
}

}  // namespace lathe::text
