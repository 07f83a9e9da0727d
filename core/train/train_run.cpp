#include "core/train/train_run.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include "core/base/atomic_file.h"
#include "core/runs/checkpoint_folder.h"
#include "core/train/fault.h"
#include "core/train/own_prompts.h"
#include "core/train/record_keeper.h"
#include "core/train/result_folder.h"
#include "core/train/run_parts.h"

namespace lathe::train {
namespace {

void refuse_unresumable(const std::filesystem::path& folder) {
  if (folder.empty())                    // where it is not said, a new folder would be made
    throw Error("run.no_folder", phrase(LATHE_TR("[resume] no run folder is named")), phrase(LATHE_TR("Name the folder of the run that shall go on.")));
  const runs::RunRecord record = runs::read_run_record(folder);
  if (record.state == runs::RunState::running)
    throw Error("run.in_use", phrase(LATHE_TR("[resume] {0}: another program is training this run"), folder),
                phrase(LATHE_TR("Wait for it to end, or stop it there.")));
  if (record.state == runs::RunState::finished)
    throw Error("run.finished", phrase(LATHE_TR("[resume] {0}: the run is finished"), folder.filename()),
                phrase(LATHE_TR("Begin a new run; to train longer, start it from this one's result.")));
}

// Before minutes go by over data and weights.
void refuse_bad_workspace(const std::filesystem::path& workspace) {
  std::error_code ignored;
  if (std::filesystem::exists(workspace, ignored) && !std::filesystem::is_directory(workspace, ignored))
    throw Error("workspace.not_a_folder", phrase(LATHE_TR("[train] {0}: the workspace is a file, not a folder"), workspace), phrase(LATHE_TR("Name a folder for the runs.")));
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

Phrase best_note(const std::filesystem::path& folder, bool held_out) {
  if (!held_out) return phrase(LATHE_TR("best is the last: nothing was held out"));
  const auto note = read_result_note(folder / "best");
  if (!note) return {};
  if (!note->eval_loss) return phrase(LATHE_TR("best is the last: no evaluation gave a finite loss"));
  return phrase(LATHE_TR("best is step {0}, with an evaluation loss of {1}"), note->step, rounded(*note->eval_loss));
}

void say(const Phrase& line, runs::RunLog& log, RunObserver& observer) {
  if (line.empty()) return;
  log.line(line);
  observer.log(line);
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

Phrase device_words(const TrainRequest& request) {
  if (!request.device.is_cpu()) return plain_text(request.device_name);
  const int threads = at::get_num_threads();
  return threads == 1 ? phrase(LATHE_TR("the processor (CPU), one thread")) : phrase(LATHE_TR("the processor (CPU), {0} threads"), threads);
}

// Puts the folder in order and says what is about to run.
void open_folder(const TrainRequest& request, const RunParts& parts, const TrainOutcome& at, runs::RunLog& log) {
  for (const char* result : {"best", "final"}) runs::recover_folder(request.disk, at.folder / result);
  write_file_atomically(request.disk, at.folder / "data_report.json", to_sorted_text(data::to_json(parts.data.report)));
  log.line(at.step == 0 ? phrase(LATHE_TR("Starting on {0}: {1} steps"), device_words(request), parts.plan.total_steps)
                        : phrase(LATHE_TR("Going on at step {0} of {1} on {2}"), at.step, parts.plan.total_steps, device_words(request)));
}

// A fault of the disk pauses the run: what was saved stands, and it goes on once there is room. Every other fault, and
// cancelling, ends it: those are thrown on.
TrainOutcome end_by_fault(TrainOutcome at, RecordKeeper& keeper, RunObserver& observer) {
  const Fault fault = describe_fault(std::current_exception());
  const bool pauses = fault.code.starts_with("disk.");
  const runs::RunState state = fault.cancelled ? runs::RunState::stopped : pauses ? runs::RunState::paused : runs::RunState::failed;
  keeper.end(state, fault.cancelled ? phrase(LATHE_TR("Cancelled after step {0}"), at.step) : fault.message, {});
  if (!pauses || !std::filesystem::exists(at.folder / "run.json")) throw;   // a run without a record cannot be taken up
  observer.log(fault.message);
  at.end = RunEnd::paused;
  at.code = fault.code;
  at.message = fault.message;
  at.hint = fault.hint;
  return at;
}

// A new run's folder goes again when not even its record came to be: nothing could be done with it.
class FolderGuard {
 public:
  FolderGuard(FileSystem& disk, std::filesystem::path fresh) : disk_(disk), folder_(std::move(fresh)) {}
  ~FolderGuard() {
    std::error_code ignored;
    if (!folder_.empty() && !std::filesystem::exists(folder_ / "run.json", ignored)) disk_.remove(folder_);
  }
  FolderGuard(const FolderGuard&) = delete;
  FolderGuard& operator=(const FolderGuard&) = delete;

 private:
  FileSystem& disk_;
  std::filesystem::path folder_;         // empty: there was one before
};

// Torch's mode belongs to the process: as it was, once the run is over. Repeatable kernels here read no memory that
// nobody wrote, so filling it would only cost time.
class DeterministicMode {
 public:
  explicit DeterministicMode(bool wanted) {
    at::globalContext().setDeterministicAlgorithms(wanted, /*warn_only=*/false);
    at::globalContext().setDeterministicFillUninitializedMemory(false);
  }
  ~DeterministicMode() {
    at::globalContext().setDeterministicAlgorithms(was_on_, warned_only_);
    at::globalContext().setDeterministicFillUninitializedMemory(filled_);
  }
  DeterministicMode(const DeterministicMode&) = delete;
  DeterministicMode& operator=(const DeterministicMode&) = delete;

 private:
  const bool was_on_ = at::globalContext().deterministicAlgorithms();
  const bool warned_only_ = at::globalContext().deterministicAlgorithmsWarnOnly();
  const bool filled_ = at::globalContext().deterministicFillUninitializedMemory();
};

TrainOutcome run_in_folder(const TrainRequest& request, RunParts& parts, RunControl& control, RunObserver& observer) {
  ParameterArena arena(parts.tuning->trainables(), request.device);   // before the folder: most of the memory is taken here
  AdamW optimizer(request.config.optimizer, request.device);
  TrainOutcome out;
  out.folder = request.run_folder.empty() ? runs::new_run_folder(request.disk, request.workspace, request.config.name) : request.run_folder;
  const FolderGuard guard(request.disk, request.run_folder.empty() ? out.folder : std::filesystem::path());
  RecordKeeper keeper(request, parts, out.folder, observer);
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
    say(keeper.changed(), log, observer);
    say(parts.prompts_said, log, observer);
    out.end = trainer.run();
    out.step = trainer.progressed().step;
    out.message = how_it_ended(out.end, out.step, parts.plan.total_steps);
    const Phrase best = out.end == RunEnd::paused ? Phrase{} : best_note(out.folder, !parts.data.evaluation.empty());
    say(best, log, observer);
    keeper.end(state_after(out.end), out.message, best);
    return out;
  } catch (...) {
    out.step = trainer.progressed().step;
    return end_by_fault(out, keeper, observer);
  }
}

void choose_prompts(config::RunConfig& config, RunParts& parts, const std::stop_token& stop) {
  if (!config.samples.prompts.empty() || !parts.model.decoder->config().writes()) return;
  OwnPrompts own = own_prompts(config, parts.data, stop);
  config.samples.prompts = std::move(own.prompts);
  parts.prompts_said = std::move(own.said);
}

}  // namespace

TrainOutcome train(const TrainRequest& wanted, RunControl& control, RunObserver& observer) {
  TrainRequest request = wanted;
  refuse_faulty(request.config);
  if (request.resume) refuse_unresumable(request.run_folder);
  else refuse_bad_workspace(request.workspace);
  const DeterministicMode mode(request.config.device.deterministic);
  RunParts parts = load_parts(request, control.stop.get_token(), observer);
  if (request.choose_prompts && !request.resume) choose_prompts(request.config, parts, control.stop.get_token());
  return run_in_folder(request, parts, control, observer);
}

}  // namespace lathe::train
