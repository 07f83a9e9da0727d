// Beam search as transformers does it (generation/utils.py, _beam_search), one prompt at a time: the same beams, scores
// in fp32, ends and order.
#pragma once
#include "core/eval/generator.h"

namespace lathe::eval {

struct BeamAnswer : Generated {
  double score = 0;                                  // log-probability over length ^ length_penalty
};
// Every answer comes from a beam of its own, also where one alone is kept. Throws Error generate.beams.
void require_enough_beams(const GenerateSettings& settings);
// `settings.num_answers` answers, the best one first. Throws Cancelled; Error generate.empty_prompt, generate.too_long,
// generate.beams.
std::vector<BeamAnswer> beam_search(const Voice& voice, const std::vector<int32_t>& prompt, const GenerateSettings& settings, std::stop_token stop = {});

}  // namespace lathe::eval
