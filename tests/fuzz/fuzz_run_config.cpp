// run.json: refused with an Error, or settings that read back as they were written.
#include <cstdlib>

#include "core/base/json.h"
#include "core/config/run_config.h"
#include "tests/fuzz/scratch.h"

using namespace lathe;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const config::RunConfig settings = config::run_config_from_json(parse_json(fuzz::text_of(data, size), "fuzz"), "fuzz");
    const Json written = config::to_json(settings);
    if (config::to_json(config::run_config_from_json(written, "fuzz again")) != written) std::abort();
  } catch (const Error&) {
    return 0;
  }
  return 0;
}
