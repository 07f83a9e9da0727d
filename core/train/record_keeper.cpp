#include "core/train/record_keeper.h"

#include "core/runs/time_text.h"

namespace lathe::train {
namespace {

std::string name_of(at::ScalarType type) { return type == at::kBFloat16 ? "bf16" : "fp32"; }

// Every setting that may be 0 or "auto", as it was.
Json used_settings(const TrainRequest& request, const RunParts& parts) {
  Json out = {{"optimizer.learning_rate", parts.learning_rate},
              {"evaluation.every_steps", parts.plan.eval_every},
              {"checkpoints.every_steps", parts.plan.save_every},
              {"samples.every_steps", parts.plan.sample_every},
              {"train.max_steps", parts.plan.total_steps},
              {"model.dtype", name_of(request.compute_dtype)},
              {"device.kind", request.device.is_cuda() ? "cuda" : "cpu"},
              {"data.format", parts.data.report.format},
              {"data.chat_template", parts.data.report.chat_template}};
  const peft::MethodSpec& method = peft::method_by_id(string_or(request.config.peft, "method", request.config.name, ""));
  for (const OptionInfo& option : method.options) {
    const std::string key = option.key.substr(option.key.find('.') + 1);
    out[option.key] = request.config.peft.contains(key) ? request.config.peft[key] : option.default_value;
  }
  return out;
}

runs::RunRecord new_record(const TrainRequest& request, const RunParts& parts) {
  runs::RunRecord record;
  record.config = request.config;
  record.lathe_version = LATHE_VERSION;
  record.started = parts.started;
  record.data_fingerprint = parts.data.fingerprint;
  record.base_fingerprint = parts.model.fingerprint;
  record.total_steps = parts.plan.total_steps;
  return record;
}

// The record of the run in `folder`, after its data and base were found unchanged.
runs::RunRecord old_record(const TrainRequest& request, const RunParts& parts) {
  runs::RunRecord record = runs::read_run_record(request.run_folder);
  refuse_changed(record, parts, request.run_folder);
  record.state = runs::RunState::running;
  record.sentence = {};
  return record;
}

Phrase difference(const runs::RunRecord& record, const TrainRequest& request) {
  const std::string now = name_of(request.compute_dtype);
  if (record.device == request.device_name && (record.dtype.empty() || record.dtype == now)) return {};
  return phrase(LATHE_TR("The run was computed on {0} ({1}) and goes on on {2} ({3}): its numbers may differ from a run without the change"), record.device,
                record.dtype.empty() ? "?" : record.dtype, request.device_name, now);
}

}  // namespace

RecordKeeper::RecordKeeper(const TrainRequest& request, const RunParts& parts, std::filesystem::path folder, RunObserver& observer)
    : disk_(request.disk),
      folder_(std::move(folder)),
      record_(request.resume ? old_record(request, parts) : new_record(request, parts)),
      observer_(observer) {
  if (request.resume) changed_ = difference(record_, request);
  record_.device = request.device_name;
  record_.dtype = name_of(request.compute_dtype);
  record_.used = used_settings(request, parts);
}

void RecordKeeper::begin() { runs::write_run_record(disk_, folder_, record_); }

void RecordKeeper::end(runs::RunState state, Phrase sentence, Phrase best_note) {
  record_.state = state;
  record_.sentence = std::move(sentence);
  record_.best_note = std::move(best_note);
  record_.ended = runs::utc_now();
  try {
    begin();
  } catch (const Error& error) {
    observer_.log(error.message);
  }
}

}  // namespace lathe::train
