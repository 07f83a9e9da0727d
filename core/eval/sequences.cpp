#include "core/eval/sequences.h"

#include <ATen/ATen.h>

#include "core/base/error.h"

namespace lathe::eval {
namespace {

int64_t virtual_tokens(const Voice& voice) {
  return voice.attachments && voice.attachments->virtual_tokens_PC.defined() ? voice.attachments->virtual_tokens_PC.size(0) : 0;
}
int64_t prefix_keys(const Voice& voice) {
  return voice.attachments && !voice.attachments->prefixes.empty() ? voice.attachments->prefixes.begin()->second.k_PHD.size(0) : 0;
}

const Voice& that_writes(const Voice& voice) {
  if (voice.decoder.config().writes()) return voice;
  throw Error("generate.no_language_head", phrase(LATHE_TR("[generate] this model reads texts and tells classes apart; it cannot write")),
              phrase(LATHE_TR("Choose a causal language model, such as Llama, Qwen, Mistral or GPT-2.")));
}

}  // namespace

Sequences::Sequences(const Voice& voice) : voice_(that_writes(voice)), cache_(voice.decoder.config(), voice.decoder.compute_dtype(), voice.decoder.device()) {}

int64_t Sequences::tokens_of(const std::vector<int32_t>& prompt) const {
  return prefix_keys(voice_) + virtual_tokens(voice_) + static_cast<int64_t>(prompt.size());
}

void Sequences::add(const std::vector<int32_t>& prompt, int64_t room) {
  cache_.add(virtual_tokens(voice_) + static_cast<int64_t>(prompt.size()) + room, voice_.attachments);
}

at::Tensor Sequences::feed(const std::vector<std::vector<int32_t>>& next) {
  data::Batch batch;
  batch.cu_seqlens_q = batch.cu_seqlens_k = {0};
  std::vector<int64_t> last;
  for (size_t i = 0; i < next.size(); ++i) {
    const int64_t before = cache_.length(static_cast<int64_t>(i)), slots = before == prefix_keys(voice_) ? virtual_tokens(voice_) : 0;
    batch.ids.insert(batch.ids.end(), static_cast<size_t>(slots), -1);
    batch.ids.insert(batch.ids.end(), next[i].begin(), next[i].end());
    const auto begin = static_cast<size_t>(batch.cu_seqlens_q.back());
    for (size_t t = begin; t < batch.ids.size(); ++t) batch.positions.push_back(static_cast<int32_t>(before) + static_cast<int32_t>(t - begin));
    batch.cu_seqlens_q.push_back(static_cast<int32_t>(batch.ids.size()));
    batch.cu_seqlens_k.push_back(batch.cu_seqlens_k.back() + static_cast<int32_t>(before) + static_cast<int32_t>(batch.ids.size() - begin));
    batch.records.push_back(static_cast<int64_t>(i));
    last.push_back(static_cast<int64_t>(batch.ids.size()) - 1);
  }
  batch.targets.assign(batch.ids.size(), -100);
  const at::Device device = voice_.decoder.device();
  at::Tensor hidden = voice_.decoder.forward_cached(model::to_inputs(batch, device, false), {.attachments = voice_.attachments}, cache_);
  if (hidden.size(0) > static_cast<int64_t>(last.size())) hidden = hidden.index_select(0, at::tensor(last, at::kLong).to(device));
  return voice_.decoder.logits(hidden).to(at::kCPU, at::kFloat).contiguous();
}

void require_answerable(const Sequences& sequences, const Request& request, int64_t context) {
  require_possible(request.options);
  if (request.prompt.empty())
    throw Error("generate.empty_prompt", phrase(LATHE_TR("[generate] the prompt has no token")), phrase(LATHE_TR("Write something to answer.")));
  if (const int64_t tokens = sequences.tokens_of(request.prompt); tokens > context)
    throw Error("generate.too_long", phrase(LATHE_TR("[generate] the prompt has {0} tokens; the model was made for {1}"), tokens, context),
                phrase(LATHE_TR("Ask something shorter.")));
}

}  // namespace lathe::eval
