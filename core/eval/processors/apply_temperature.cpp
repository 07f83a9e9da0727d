#include "core/eval/processors.h"

namespace lathe::eval {

void apply_temperature(std::span<float> logits, double temperature) {
  const auto divisor = static_cast<float>(temperature);
  for (float& logit : logits) logit /= divisor;
}

}  // namespace lathe::eval
