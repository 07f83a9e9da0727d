#include "core/eval/generator.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/stop.h"
#include "core/eval/sampler.h"
#include "core/model/kv_cache.h"

namespace lathe::eval {
namespace {

constexpr uint64_t kSampling = 0x67656E6572617465;   // the stream of draws: "generate"

// New tokens of one sequence, the first at `position`.
model::DecoderInputs inputs_of(const std::vector<int32_t>& ids, int64_t position, const at::Device& device) {
  data::Batch batch;
  batch.ids = ids;
  batch.targets.assign(ids.size(), -100);
  for (size_t i = 0; i < ids.size(); ++i) batch.positions.push_back(static_cast<int32_t>(position) + static_cast<int32_t>(i));
  batch.cu_seqlens_q = batch.cu_seqlens_k = {0, static_cast<int32_t>(ids.size())};
  batch.records = {0};
  return model::to_inputs(batch, device, false);
}

class Sequence {
 public:
  Sequence(const Voice& voice, int64_t room)
      : decoder_(voice.decoder), options_{.attachments = voice.attachments}, cache_(decoder_.config(), room, decoder_.compute_dtype(), decoder_.device()) {
    if (voice.attachments) cache_.begin_with(*voice.attachments);
  }
  int64_t length() const { return cache_.length(); }
  // The logits after the last of `ids`, in fp32 on the processor.
  at::Tensor feed(const std::vector<int32_t>& ids) {
    const at::Tensor hidden_TC = decoder_.forward_cached(inputs_of(ids, cache_.length(), decoder_.device()), options_, cache_);
    return decoder_.logits(hidden_TC.narrow(0, hidden_TC.size(0) - 1, 1)).squeeze(0).to(at::kCPU, at::kFloat).contiguous();
  }

 private:
  const model::Decoder& decoder_;
  model::ForwardOptions options_;
  model::KeyValueCache cache_;
};

void refuse_too_long(int64_t tokens, int64_t context) {
  if (tokens <= context) return;
  throw Error("generate.too_long", phrase(LATHE_TR("[generate] the prompt has {0} tokens; the model was made for {1}"), tokens, context),
              phrase(LATHE_TR("Ask something shorter.")));
}

}  // namespace

Generated generate(const Voice& voice, const std::vector<int32_t>& prompt, const GenerateSettings& settings, const Watch& watch) {
  if (prompt.empty())
    throw Error("generate.empty_prompt", phrase(LATHE_TR("[generate] the prompt has no token")), phrase(LATHE_TR("Write something to answer.")));
  if (!voice.decoder.config().writes())
    throw Error("generate.no_language_head", phrase(LATHE_TR("[generate] this model reads texts and tells classes apart; it cannot write")),
                phrase(LATHE_TR("Choose a causal language model, such as Llama, Qwen, Mistral or GPT-2.")));
  const at::NoGradGuard quiet;
  const bool has_virtual = voice.attachments && voice.attachments->virtual_tokens_PC.defined();
  std::vector<int32_t> next(has_virtual ? static_cast<size_t>(voice.attachments->virtual_tokens_PC.size(0)) : 0, -1);
  next.insert(next.end(), prompt.begin(), prompt.end());
  const int64_t context = voice.decoder.config().context;
  Sequence sequence(voice, static_cast<int64_t>(next.size()) + std::min<int64_t>(settings.max_new_tokens, 1024));
  refuse_too_long(sequence.length() + static_cast<int64_t>(next.size()), context);
  CounterRng rng(settings.seed, kSampling);
  Generated out;
  double log_probs = 0;
  while (static_cast<int64_t>(out.ids.size()) < settings.max_new_tokens && sequence.length() < context) {
    throw_if_stopped(watch.stop);
    const at::Tensor logits = sequence.feed(next);
    const std::span<const float> row(logits.const_data_ptr<float>(), static_cast<size_t>(logits.numel()));
    const int32_t token = choose_token(row, settings, rng);
    log_probs += log_prob(row, token);
    out.ids.push_back(token);
    if (watch.on_token) watch.on_token(token);
    out.reached_end = std::find(settings.end_ids.begin(), settings.end_ids.end(), token) != settings.end_ids.end();
    if (out.reached_end) break;
    next = {token};
  }
  if (!out.ids.empty()) out.mean_log_prob = log_probs / static_cast<double>(out.ids.size());
  return out;
}

}  // namespace lathe::eval
