#include "core/train/record_keeper.h"

#include "core/runs/time_text.h"

namespace lathe::train {
namespace {

runs::RunRecord new_record(const TrainRequest& request, const RunParts& parts) {
  runs::RunRecord record;
  record.config = request.config;
  record.lathe_version = LATHE_VERSION;
  record.started = runs::utc_now();
  record.data_fingerprint = parts.data.fingerprint;
  record.base_fingerprint = parts.model.fingerprint;
  record.device = request.device_name;
  record.total_steps = parts.plan.total_steps;
  return record;
}

// The record of the run in `folder`, ready to go on.
runs::RunRecord old_record(const TrainRequest& request, const RunParts& parts) {
  runs::RunRecord record = runs::read_run_record(request.run_folder);
  refuse_changed(record, parts, request.run_folder);
  record.state = runs::RunState::running;
  record.sentence.clear();
  record.device = request.device_name;
  return record;
}

}  // namespace

RecordKeeper::RecordKeeper(const TrainRequest& request, const RunParts& parts, std::filesystem::path folder, RunObserver& observer)
    : disk_(request.disk),
      folder_(std::move(folder)),
      record_(request.resume ? old_record(request, parts) : new_record(request, parts)),
      observer_(observer) {}

void RecordKeeper::begin() { runs::write_run_record(disk_, folder_, record_); }

void RecordKeeper::end(runs::RunState state, const Phrase& sentence, std::string best_note) {
  record_.state = state;
  record_.sentence = sentence.str();
  record_.best_note = std::move(best_note);
  record_.ended = runs::utc_now();
  try {
    begin();
  } catch (const Error& error) {
    observer_.log(error.message);
  }
}

}  // namespace lathe::train
