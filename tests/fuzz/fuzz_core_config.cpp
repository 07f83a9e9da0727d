// config.json of a model folder: refused with an Error, or shapes that a model can have.
#include <cstdlib>

#include "core/base/json.h"
#include "core/model/arch.h"
#include "tests/fuzz/scratch.h"

using namespace lathe;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const Json config = parse_json(fuzz::text_of(data, size), "fuzz");
    const model::ArchSpec& arch = model::architecture_of(config, "fuzz");
    const model::DecoderConfig shape = arch.decoder(config, "fuzz");
    for (const int64_t value : {shape.vocab, shape.width, shape.layers, shape.heads, shape.kv_heads, shape.head_width, shape.mlp_width, shape.context})
      if (value <= 0) std::abort();
    if (shape.heads % shape.kv_heads != 0 || shape.token_types < 0) std::abort();
    if (!shape.windows.empty() && static_cast<int64_t>(shape.windows.size()) != shape.layers) std::abort();
    for (const int64_t window : shape.windows)
      if (window < 0) std::abort();
  } catch (const Error&) {
    return 0;
  }
  return 0;
}
