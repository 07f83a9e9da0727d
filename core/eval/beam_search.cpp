#include "core/eval/beam_search.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/stop.h"
#include "core/eval/processors.h"
#include "core/eval/sequences.h"
#include "core/eval/stopwatch.h"
#include "core/eval/token_faults.h"

namespace lathe::eval {
namespace {

// Rows of each running beam, the processors applied to copies.
at::Tensor processed(const at::Tensor& plain_BV, const std::vector<Beam>& beams, const Request& request) {
  at::Tensor out = plain_BV.clone();
  const auto width = static_cast<size_t>(out.size(1));
  for (size_t i = 0; i < beams.size(); ++i) {
    std::vector<int32_t> seen = request.prompt;
    seen.insert(seen.end(), beams[i].ids.begin(), beams[i].ids.end());
    process({out.mutable_data_ptr<float>() + i * width, width}, request.options, {seen, static_cast<int64_t>(beams[i].ids.size()), request.end_ids});
  }
  return out;
}

std::span<const float> flat(const at::Tensor& rows) { return {rows.const_data_ptr<float>(), static_cast<size_t>(rows.numel())}; }

// Log-probabilities [B, V]: what the model cannot mean shows here as NaN.
at::Tensor log_probs(const at::Tensor& logits_BV, int64_t token) {
  at::Tensor out = at::log_softmax(logits_BV, -1).contiguous();
  if (out.isnan().any().item<bool>()) throw not_finite(token);
  return out;
}

BeamAnswer answer_of(const Beam& beam, const BeamWatch& watch, const Request& request) {
  BeamAnswer out;
  out.ids = beam.ids;
  out.score = beam.score;
  out.reached_end = request.ends_with(beam.ids.back()) || (watch.ends_here && watch.ends_here(beam.ids));
  out.mean_log_prob = beam.log_probs / static_cast<double>(beam.ids.size());
  return out;
}

}  // namespace

std::vector<BeamAnswer> beam_search(const Voice& voice, const Request& request, const BeamWatch& watch) {
  const at::NoGradGuard quiet;
  const Stopwatch clock;
  Sequences sequences(voice);
  const int64_t context = voice.decoder.config().context, most = request.options.max_new_tokens;
  require_answerable(sequences, request, context);
  Beams beams(request, std::min(most, context - sequences.tokens_of(request.prompt) + 1), watch.ends_here);
  sequences.add(request.prompt, std::min<int64_t>(most, 256));
  at::Tensor logits_BV = sequences.feed({request.prompt}).expand({request.options.num_beams, -1});
  sequences.select(std::vector<int64_t>(static_cast<size_t>(request.options.num_beams), 0));
  while (true) {
    throw_if_stopped(watch.stop);
    const at::Tensor plain_BV = log_probs(logits_BV, beams.length() + 1);
    beams.step(flat(has_processors(request.options) ? processed(plain_BV, beams.running(), request) : plain_BV), flat(plain_BV));
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
  for (const Beam& beam : beams.ended())
    if (beam.ended && out.size() < static_cast<size_t>(request.options.num_return_sequences)) out.push_back(answer_of(beam, watch, request));
  if (out.empty()) throw nothing_left(beams.length());
  for (BeamAnswer& one : out) one.seconds = clock.seconds();
  return out;
}

}  // namespace lathe::eval
