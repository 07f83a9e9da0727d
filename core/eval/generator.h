// Answers, one token after the other, from a model with or without attachments; several at once without padding.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
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

struct BatchWatch {
  std::stop_token stop;
  std::function<bool(size_t prompt, int32_t id)> on_token;               // false: the answer ends with this token
  std::function<void(size_t prompt, const Generated& answer)> on_end;    // in the order in which they end
};
// Answers to several prompts, each the same as if it were asked alone. At most `at_once` are under way together: when
// one ends, the next begins in its place. All prompts are checked before the first token.
std::vector<Generated> generate_all(const Voice& voice, std::span<const std::vector<int32_t>> prompts, const GenerateSettings& settings,
                                    const BatchWatch& watch = {});
constexpr size_t kAtOnce = 16;

}  // namespace lathe::eval
