// What is asked of the generator: the prompt, and how its answer is made.
#pragma once
#include <cstdint>
#include <vector>

#include "core/config/generate_options.h"

namespace lathe::eval {

struct Request {
  std::vector<int32_t> prompt;
  config::GenerateOptions options;       // beams at temperature 0 only
  std::vector<int32_t> end_ids;
  bool goes_on = false;                  // the answer is the prompt's text continued: its first blank is a real one

  bool ends_with(int32_t id) const;
};

// Throws Error generate.lengths, generate.beams: options that no answer can satisfy together.
void require_possible(const config::GenerateOptions& options);

}  // namespace lathe::eval
