#include <ATen/ATen.h>

#include "core/peft/method.h"

namespace lathe::peft {

std::map<std::string, int64_t> trainable_counts(const model::ArchSpec& arch, const model::DecoderConfig& config) {
  const at::Device nowhere(at::kMeta);
  model::LoadedModel shapes;
  shapes.arch = &arch;
  shapes.decoder = std::make_unique<model::Decoder>(arch, config, at::kFloat, nowhere);
  for (const model::Parameter& parameter : shapes.decoder->parameters()) *parameter.tensor = at::empty(parameter.shape, at::TensorOptions().device(nowhere));
  std::map<std::string, int64_t> out;
  for (const MethodSpec& method : methods()) {
    const auto tuning = method.make({{"method", method.id}}, shapes, 0);
    for (const Trainable& trainable : tuning->trainables()) out[method.id] += trainable.value.numel();
  }
  return out;
}

}  // namespace lathe::peft
