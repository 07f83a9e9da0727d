#include "core/train/train_run.h"

#include <ATen/Context.h>

#include "core/base/atomic_file.h"
#include "core/runs/checkpoint_folder.h"
#include "core/train/fault.h"
#include "core/train/record_keeper.h"
#include "core/train/result_folder.h"
#include "core/train/run_parts.h"

namespace lathe::train {
namespace {

void refuse_unresumable(const std::filesystem::path& folder) {
  const runs::RunRecord record = runs::read_run_record(folder);
  if (record.state == runs::RunState::running)
    throw Error("run.in_use", phrase(LATHE_TR("[resume] {0}: another program is training this run"), folder),
                phrase(LATHE_TR("Wait for it to end, or stop it there.")));
  if (record.state == runs::RunState::finished)
    throw Error("run.finished", phrase(LATHE_TR("[resume] {0}: the run is finished"), folder.filename()),
                phrase(LATHE_TR("Begin a new run; to train longer, start it from this one's result.")));
}

// From the newest whole checkpoint; without one from the beginning, which the seed gives again.
Progressed take_up(const std::filesystem::path& folder, ParameterArena& arena, AdamW& optimizer, RunObserver& observer) {
  std::vector<std::string> skipped;
  const auto checkpoint = runs::last_valid_checkpoint(folder, skipped);
  for (const std::string& name : skipped) observer.log(phrase(LATHE_TR("A checkpoint is not whole and was left out: {0}"), name));
  if (!checkpoint) {
    observer.log(phrase(LATHE_TR("There is no whole checkpoint: the run begins again")));
    return {};
  }
  Progressed from = load_state(*checkpoint, arena, optimizer);
  observer.log(phrase(LATHE_TR("Goes on after step {0}"), from.step));
  return from;
}

std::string best_note(const std::filesystem::path& folder, bool held_out) {
  if (!held_out) return phrase(LATHE_TR("best is the last: nothing was held out")).str();
  const auto note = read_result_note(folder / "best");
  if (!note || !note->eval_loss) return {};
  return phrase(LATHE_TR("best is step {0}, with an evaluation loss of {1}"), note->step, *note->eval_loss).str();
}

Phrase how_it_ended(RunEnd end, int64_t step, int64_t total) {
  if (end == RunEnd::paused) return phrase(LATHE_TR("Paused after step {0} of {1}"), step, total);
  if (end == RunEnd::stopped) return phrase(LATHE_TR("Stopped early after step {0} of {1}; final and best are saved"), step, total);
  return {};
}

runs::RunState state_after(RunEnd end) {
  if (end == RunEnd::paused) return runs::RunState::paused;
  return end == RunEnd::stopped ? runs::RunState::stopped : runs::RunState::finished;
}

// Puts the folder in order and says what is about to run.
void open_folder(const TrainRequest& request, const RunParts& parts, const TrainOutcome& at, runs::RunLog& log) {
  for (const char* result : {"best", "final"}) runs::recover_folder(request.disk, at.folder / result);
  write_file_atomically(request.disk, at.folder / "data_report.json", to_sorted_text(data::to_json(parts.data.report)));
  log.line(phrase(LATHE_TR("Step {0} of {1} on {2}"), at.step, parts.plan.total_steps, request.device_name).str());
}

// A fault of the disk pauses the run: what was saved stands, and it goes on once there is room. Every other fault, and
// cancelling, ends it: those are thrown on.
TrainOutcome end_by_fault(TrainOutcome at, RecordKeeper& keeper, RunObserver& observer) {
  const Fault fault = describe_fault(std::current_exception());
  const bool pauses = fault.code.starts_with("disk.");
  const runs::RunState state = fault.cancelled ? runs::RunState::stopped : pauses ? runs::RunState::paused : runs::RunState::failed;
  keeper.end(state, fault.cancelled ? phrase(LATHE_TR("Cancelled after step {0}"), at.step) : fault.message, "");
  if (!pauses || !std::filesystem::exists(at.folder / "run.json")) throw;   // a run without a record cannot be taken up
  observer.log(fault.message);
  at.end = RunEnd::paused;
  at.code = fault.code;
  at.message = fault.message;
  at.hint = fault.hint;
  return at;
}

TrainOutcome run_in_folder(const TrainRequest& request, RunParts& parts, RunControl& control, RunObserver& observer) {
  TrainOutcome out;
  out.folder = request.run_folder.empty() ? runs::new_run_folder(request.disk, request.workspace, request.config.name) : request.run_folder;
  RecordKeeper keeper(request, parts, out.folder, observer);
  ParameterArena arena(parts.tuning->trainables(), request.device);
  AdamW optimizer(request.config.optimizer, request.device);
  const Progressed from = request.resume ? take_up(out.folder, arena, optimizer, observer) : Progressed{};
  out.step = from.step;
  runs::RunLog log(out.folder, request.disk, from.step > 0 ? from.step : -1);
  Trainer trainer({request.config, parts.plan, parts.learning_rate, parts.model, *parts.tuning, *parts.objective, parts.data, arena, optimizer,
                   request.disk, out.folder, log, observer, control}, from);
  const int64_t base = parts.model.decoder->num_parameters();
  try {
    keeper.begin();
    open_folder(request, parts, out, log);
    observer.opened({out.folder.string(), request.device_name, parts.plan.total_steps, from.step, arena.count(),
                     parts.tuning->changes_base() ? base : base + arena.count()});
    out.end = trainer.run();
    out.step = trainer.progressed().step;
    out.message = how_it_ended(out.end, out.step, parts.plan.total_steps);
    keeper.end(state_after(out.end), out.message, out.end == RunEnd::paused ? "" : best_note(out.folder, !parts.data.evaluation.empty()));
    return out;
  } catch (...) {
    out.step = trainer.progressed().step;
    return end_by_fault(std::move(out), keeper, observer);
  }
}

}  // namespace

TrainOutcome train(const TrainRequest& request, RunControl& control, RunObserver& observer) {
  refuse_faulty(request.config);
  if (request.resume) refuse_unresumable(request.run_folder);
  at::globalContext().setDeterministicAlgorithms(request.config.device.deterministic, /*warn_only=*/false);
  RunParts parts = load_parts(request, control.stop.get_token(), observer);
  return run_in_folder(request, parts, control, observer);
}

}  // namespace lathe::train
