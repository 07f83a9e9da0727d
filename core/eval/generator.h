// Answers, one token after the other, from a model with or without attachments.
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/eval/generate_settings.h"
#include "core/model/decoder.h"

namespace lathe::eval {

struct Generated {
  std::vector<int32_t> ids;                          // without the prompt, with the end token when it was reached
  bool reached_end = false;
  double mean_log_prob = 0;                          // of the chosen tokens under the unscaled distribution
};

// The base alone, or with what is attached to it.
struct Voice {
  const model::Decoder& decoder;
  const model::Attachments* attachments = nullptr;
};

struct Watch {
  std::stop_token stop;
  std::function<void(int32_t)> on_token;             // sees each id as soon as it is chosen
};

// Throws Cancelled; Error generate.too_long for a prompt beyond the
// model's context, at whose end the answer stops.
Generated generate(const Voice& voice, const std::vector<int32_t>& prompt, const GenerateSettings& settings, const Watch& watch = {});

}  // namespace lathe::eval
