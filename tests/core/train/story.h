// All that must not differ between two runs: losses, norms, evaluations and samples, in order, as their exact numbers.
#pragma once
#include <cstdio>
#include <string>

#include "core/runs/run_folder.h"

namespace lathe::tests {

inline std::string story(const std::filesystem::path& folder) {
  std::string out;
  const runs::RunHistory history = runs::read_history(folder);
  char line[200];
  for (const auto& m : history.steps) {
    std::snprintf(line, sizeof line, "step %lld %a %a %a %lld %lld\n", static_cast<long long>(m.step), m.loss, m.grad_norm, m.learning_rate,
                  static_cast<long long>(m.tokens), static_cast<long long>(m.learned_tokens));
    out += line;
  }
  for (const auto& m : history.evaluations) {
    std::snprintf(line, sizeof line, "eval %lld %a %d\n", static_cast<long long>(m.step), m.loss, m.best);
    out += line;
  }
  for (const auto& s : history.samples) out += "sample " + std::to_string(s.step) + " " + s.answer + "\n";
  return out;
}

}  // namespace lathe::tests
