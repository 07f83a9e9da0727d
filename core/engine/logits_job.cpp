#include "core/base/files.h"
#include "core/base/stop.h"
#include "core/engine/jobs.h"
#include "core/io/safetensors.h"
#include "core/peft/method.h"

namespace lathe::engine {
namespace {

data::Batch one_sequence(const std::vector<int32_t>& ids) {
  data::Sample sample;
  sample.ids = ids;
  sample.labels.assign(ids.size(), data::kNotLearned);
  const data::Sample* pointer = &sample;
  return data::pack({&pointer, 1}, {.micro_tokens = static_cast<int64_t>(ids.size())}).front();
}

template <class T>
io::TensorEntry entry(const char* dtype, std::vector<int64_t> shape, const T* values, int64_t count) {
  return {dtype, std::move(shape), std::as_bytes(std::span(values, static_cast<size_t>(count)))};
}

void check(const LogitsJob& job, const model::LoadedModel& model) {
  const model::DecoderConfig& config = model.decoder->config();
  if (!config.has_language_head())
    throw Error("logits.no_head", phrase(LATHE_TR("[logits] {0}: this model tells classes apart or reads texts; it has no logits of tokens"), last_name(job.model)),
                phrase(LATHE_TR("Choose a causal language model.")));
  if (job.ids.empty()) throw Error("logits.no_ids", phrase(LATHE_TR("[logits] there are no token ids")), phrase(LATHE_TR("Give at least one.")));
  for (const int32_t id : job.ids)
    if (id < 0 || id >= config.vocab)
      throw Error("logits.bad_id", phrase(LATHE_TR("[logits] the id {0} is not in the vocabulary of {1} entries"), id, config.vocab),
                  phrase(LATHE_TR("Use ids of this model's tokenizer.")));
  if (!config.rotary && static_cast<int64_t>(job.ids.size()) > config.context)
    throw Error("logits.beyond_positions", phrase(LATHE_TR("[logits] {0} token ids are more than the {1} positions that the model has"), job.ids.size(), config.context),
                phrase(LATHE_TR("Give at most {0}."), config.context));
}

}  // namespace

JobFinished run_logits_job(const LogitsJob& job, JobContext& context, ModelCache& cache) {
  const DeviceChoice choice = take_device(job.device, context);
  model::LoadedModel& model = cache.get(job.model, {.device = choice.device, .compute_dtype = compute_dtype(job.model_options, choice.device), .stop = context.stop()});
  check(job, model);
  std::optional<peft::LoadedAdapter> adapter;
  if (!job.tuned.empty()) adapter = peft::load_adapter(job.tuned, model);
  const at::NoGradGuard quiet;
  const model::DecoderInputs inputs = model::to_inputs(one_sequence(job.ids), choice.device, false);
  const at::Tensor hidden = model.decoder->forward(inputs, {.attachments = adapter ? &adapter->attachments : nullptr});
  const at::Tensor logits = model.decoder->logits(hidden).to(at::kCPU, at::kFloat).contiguous();
  const std::vector<int64_t> wide(job.ids.begin(), job.ids.end());
  io::write_safetensors(context.disk, job.out,
                        {{"input_ids", entry("I64", {logits.size(0)}, wide.data(), logits.size(0))},
                         {"logits", entry("F32", {logits.size(0), logits.size(1)}, logits.const_data_ptr<float>(), logits.numel())}});
  return {.path = job.out.string()};
}

}  // namespace lathe::engine
