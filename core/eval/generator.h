// Answers, one token after the other, from a model with or without attachments; several at once without padding.
#pragma once
#include <functional>
#include <span>
#include <stop_token>

#include "core/eval/request.h"
#include "core/model/decoder.h"

namespace lathe::eval {

struct Generated {
  std::vector<int32_t> ids;                          // without the prompt, with the end token when it was reached
  bool reached_end = false;
  double mean_log_prob = 0;                          // of the chosen tokens under the unscaled distribution
  double seconds = 0;                                // from when its prompt was begun; others may have been answered meanwhile
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

// Throws Cancelled; Error generate.too_long for a prompt beyond the model's context, at whose end the answer stops;
// generate.not_finite, generate.nothing_left (sampler.h) and what require_possible throws.
Generated generate(const Voice& voice, const Request& request, const Watch& watch = {});

struct BatchWatch {
  std::stop_token stop;
  std::function<bool(size_t request, int32_t id)> on_token;              // false: the answer ends with this token
  std::function<void(size_t request, const Generated& answer)> on_end;   // in the order in which they end
};
// Answers to several requests, each the same as if it were asked alone. At most kAtOnce are under way together: when one
// ends, the next begins in its place. All are checked before the first token.
std::vector<Generated> generate_all(const Voice& voice, std::span<const Request> requests, const BatchWatch& watch = {});
constexpr size_t kAtOnce = 16;

}  // namespace lathe::eval
