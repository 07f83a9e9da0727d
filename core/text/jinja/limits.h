// How much a template may do: a rendering that passes a limit ends with an Error, never with a hang or a full memory.
#pragma once
#include <cstddef>
#include <cstdint>

namespace lathe::text::jinja {

struct Limits {
  size_t source_bytes = size_t{1} << 20;
  size_t output_bytes = size_t{64} << 20;
  size_t made_bytes = size_t{256} << 20;   // all values that a rendering makes on its way, together
  int64_t steps = 1'000'000;               // statements, turns of loops, operations
  int depth = 64;                          // nested blocks and brackets in the source, nested calls of macros
  int value_depth = 64;                    // lists in lists
};

}  // namespace lathe::text::jinja
