// Beam search as transformers does it (generation/utils.py, _beam_search), one prompt at a time: the same beams, scores
// in fp32, ends and order.
#pragma once
#include "core/eval/beams.h"
#include "core/eval/generator.h"

namespace lathe::eval {

struct BeamAnswer : Generated {
  double score = 0;                                  // log-probability over length ^ length_penalty
};
struct BeamWatch {
  std::stop_token stop;
  EndsHere ends_here;                                // beside the end ids: a stop string
};
// `num_return_sequences` answers, the best one first; fewer where the options leave no token before as many have ended.
// Throws as generate does.
std::vector<BeamAnswer> beam_search(const Voice& voice, const Request& request, const BeamWatch& watch = {});

}  // namespace lathe::eval
