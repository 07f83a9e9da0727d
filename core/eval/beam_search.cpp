#include "core/eval/beam_search.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/stop.h"
#include "core/eval/beams.h"
#include "core/eval/processors.h"
#include "core/eval/sequences.h"

namespace lathe::eval {
namespace {

void refuse_sampling(const GenerateSettings& settings) {
  require_enough_beams(settings);
  if (settings.temperature <= 0) return;
  throw Error("generate.beams", phrase(LATHE_TR("[generate] a beam search draws nothing, but the temperature is {0}"), settings.temperature),
              phrase(LATHE_TR("Set temperature to 0 or num_beams to 1.")));
}

// Rows of each running beam, the processors applied to copies.
at::Tensor processed(const at::Tensor& plain_BV, const std::vector<Beam>& beams, const std::vector<int32_t>& prompt, const GenerateSettings& settings) {
  at::Tensor out = plain_BV.clone();
  const auto width = static_cast<size_t>(out.size(1));
  for (size_t i = 0; i < beams.size(); ++i) {
    std::vector<int32_t> seen = prompt;
    seen.insert(seen.end(), beams[i].ids.begin(), beams[i].ids.end());
    process({out.mutable_data_ptr<float>() + i * width, width}, settings, {seen, static_cast<int64_t>(beams[i].ids.size())});
  }
  return out;
}

std::span<const float> flat(const at::Tensor& rows) { return {rows.const_data_ptr<float>(), static_cast<size_t>(rows.numel())}; }

BeamAnswer answer_of(const Beam& beam, const GenerateSettings& settings) {
  BeamAnswer out;
  out.ids = beam.ids;
  out.score = beam.score;
  out.reached_end = !beam.ids.empty() && std::find(settings.end_ids.begin(), settings.end_ids.end(), beam.ids.back()) != settings.end_ids.end();
  out.mean_log_prob = beam.ids.empty() ? 0 : beam.log_probs / static_cast<double>(beam.ids.size());
  return out;
}

}  // namespace

void require_enough_beams(const GenerateSettings& settings) {
  if (settings.num_answers > settings.num_beams)
    throw Error("generate.beams", phrase(LATHE_TR("[generate] {0} answers are asked of {1} beams"), settings.num_answers, settings.num_beams),
                phrase(LATHE_TR("Raise num_beams or lower num_return_sequences.")));
}

std::vector<BeamAnswer> beam_search(const Voice& voice, const std::vector<int32_t>& prompt, const GenerateSettings& settings, std::stop_token stop) {
  refuse_sampling(settings);
  const at::NoGradGuard quiet;
  Sequences sequences(voice);
  const int64_t context = voice.decoder.config().context;
  require_answerable(sequences, prompt, context);
  Beams beams(settings, std::min(settings.max_new_tokens, context - sequences.tokens_of(prompt) + 1));
  sequences.add(prompt, std::min<int64_t>(settings.max_new_tokens, 256));
  at::Tensor logits_BV = sequences.feed({prompt}).expand({settings.num_beams, -1});
  sequences.select(std::vector<int64_t>(static_cast<size_t>(settings.num_beams), 0));
  while (true) {
    throw_if_stopped(stop);
    const at::Tensor plain_BV = at::log_softmax(logits_BV, -1).contiguous();
    beams.step(flat(has_processors(settings) ? processed(plain_BV, beams.running(), prompt, settings) : plain_BV), flat(plain_BV));
    if (beams.over()) break;
    std::vector<int64_t> parents;
    std::vector<std::vector<int32_t>> next;
    for (const Beam& beam : beams.running()) {
      parents.push_back(beam.parent);
      next.push_back({beam.ids.back()});
    }
    sequences.select(parents);
    logits_BV = sequences.feed(next);
  }
  std::vector<BeamAnswer> out;
  for (size_t i = 0; i < static_cast<size_t>(settings.num_answers); ++i) out.push_back(answer_of(beams.ended()[i], settings));
  return out;
}

}  // namespace lathe::eval
