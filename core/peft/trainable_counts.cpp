#include <ATen/ATen.h>

#include "core/peft/method.h"

namespace lathe::peft {

std::map<std::string, int64_t> trainable_counts(model::LoadedModel& model) {
  std::map<std::string, int64_t> out;
  for (const MethodSpec& method : methods()) {
    const auto tuning = method.make({{"method", method.id}}, model, 0);
    for (const Trainable& trainable : tuning->trainables()) out[method.id] += trainable.value.numel();
  }
  return out;
}

}  // namespace lathe::peft
