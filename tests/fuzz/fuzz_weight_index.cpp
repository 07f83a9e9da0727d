// model.safetensors.index.json beside one small shard: refused with an Error, or every tensor comes from that shard.
#include <cstdlib>

#include "core/base/error.h"
#include "core/io/model_folder.h"
#include "tests/fuzz/scratch.h"

using namespace lathe;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const fuzz::Scratch scratch;
  static const char* const shard = "model-00001-of-00001.safetensors";
  static const std::filesystem::path written = [] {
    const float values[2] = {1, 2};
    const std::filesystem::path target = scratch.folder() / shard;
    io::write_safetensors(real_file_system(), target, {{"a", {"F32", {2}, std::as_bytes(std::span(values))}}});
    return target;
  }();
  scratch.put("model.safetensors.index.json", fuzz::text_of(data, size));
  try {
    const io::WeightFiles weights(written.parent_path());
    for (const auto& [name, tensor] : weights.tensors())
      if (name != "a" || tensor->bytes.size() != 8) std::abort();
  } catch (const Error&) {
    return 0;
  }
  return 0;
}
