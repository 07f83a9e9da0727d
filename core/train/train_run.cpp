#include "core/train/train_run.h"

#include <ATen/Context.h>

#include "core/base/atomic_file.h"
#include "core/runs/checkpoint_folder.h"
#include "core/runs/time_text.h"
#include "core/train/fault.h"
#include "core/train/result_folder.h"

namespace lathe::train {
namespace {

// Everything a run needs, loaded before its folder is touched.
struct Loaded {
  PreparedData data;
  model::LoadedModel model;
  std::unique_ptr<peft::Tuning> tuning;
  std::unique_ptr<Objective> objective;
  double learning_rate = 0;
  RunPlan plan;
};

const std::string& method_of(const config::RunConfig& config) { return config.peft["method"].get_ref<const std::string&>(); }
const std::string& kind_of(const config::RunConfig& config) { return config.objective["kind"].get_ref<const std::string&>(); }

void refuse_faulty(const config::RunConfig& config) {
  std::vector<Issue> issues = config::validate(config, config.name);
  for (Issue& issue : check_choices(config, config.name)) issues.push_back(std::move(issue));
  if (issues.empty()) return;
  throw Error("config.invalid", phrase(LATHE_TR("[train] {0} settings are wrong; the first: {1}"), issues.size(),
                                       issues.front().field + ": " + issues.front().reason.str()),
              phrase(LATHE_TR("Correct them and start again.")), issues);
}

Loaded load(const TrainRequest& request, RunControl& control, RunObserver& observer) {
  const config::RunConfig& config = request.config;
  const auto seed = static_cast<uint64_t>(config.train.seed);
  Loaded out;
  out.data = prepare_data(config, control.stop.get_token(), observer);
  out.model = model::load_model(config.model.path, {.device = request.device,
                                                    .compute_dtype = request.compute_dtype,
                                                    .from_scratch = config.model.from_scratch,
                                                    .seed = seed,
                                                    .stop = control.stop.get_token(),
                                                    .progress = [&](int64_t done, int64_t total) {
                                                      observer.stage({phrase(LATHE_TR("Reading weights")), done, total});
                                                    }});
  const peft::MethodSpec& method = peft::method_by_id(method_of(config));
  out.tuning = method.make(config.peft, out.model, seed);
  out.objective = objective_by_id(kind_of(config)).make(config.objective);
  out.learning_rate = config.optimizer.learning_rate > 0 ? config.optimizer.learning_rate : method.default_learning_rate;
  const data::StepPlan order(static_cast<int64_t>(out.data.train.size()), config.train.batch_records, seed);
  out.plan = plan_run(config, order.steps_per_epoch());
  return out;
}

runs::RunRecord new_record(const TrainRequest& request, const Loaded& loaded) {
  runs::RunRecord record;
  record.config = request.config;
  record.lathe_version = LATHE_VERSION;
  record.started = runs::utc_now();
  record.data_fingerprint = loaded.data.fingerprint;
  record.base_fingerprint = loaded.model.fingerprint;
  record.device = request.device_name;
  record.total_steps = loaded.plan.total_steps;
  return record;
}

void refuse_changed(const runs::RunRecord& record, const Loaded& loaded, const std::filesystem::path& folder) {
  if (record.data_fingerprint != loaded.data.fingerprint)
    throw Error("run.data_changed", phrase(LATHE_TR("[resume] {0}: {1} or the tokenizer has changed since the run began"), folder.filename(), record.config.data.path),
                phrase(LATHE_TR("Put the old file back, or begin a new run.")));
  if (record.base_fingerprint != loaded.model.fingerprint)
    throw Error("run.base_changed", phrase(LATHE_TR("[resume] {0}: the weights in {1} have changed since the run began"), folder.filename(), record.config.model.path),
                phrase(LATHE_TR("Put the old weights back, or begin a new run.")));
}

// The record of the run in `folder`, ready to go on.
runs::RunRecord old_record(const TrainRequest& request, const Loaded& loaded) {
  runs::RunRecord record = runs::read_run_record(request.run_folder);
  refuse_changed(record, loaded, request.run_folder);
  record.state = runs::RunState::running;
  record.sentence.clear();
  record.device = request.device_name;
  return record;
}

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

// run.json as the run goes on and ends. A disk that refuses even this leaves the record as it was; the log says so.
class RecordKeeper {
 public:
  RecordKeeper(const TrainRequest& request, std::filesystem::path folder, runs::RunRecord record, RunObserver& observer)
      : disk_(request.disk), folder_(std::move(folder)), record_(std::move(record)), observer_(observer) {}
  void begin() { runs::write_run_record(disk_, folder_, record_); }
  void end(runs::RunState state, const Phrase& sentence, std::string note) {
    record_.state = state;
    record_.sentence = sentence.str();
    record_.best_note = std::move(note);
    record_.ended = runs::utc_now();
    try {
      begin();
    } catch (const Error& error) {
      observer_.log(error.message);
    }
  }

 private:
  FileSystem& disk_;
  std::filesystem::path folder_;
  runs::RunRecord record_;
  RunObserver& observer_;
};

Phrase how_it_ended(RunEnd end, int64_t step, int64_t total) {
  if (end == RunEnd::paused) return phrase(LATHE_TR("Paused after step {0} of {1}"), step, total);
  if (end == RunEnd::stopped) return phrase(LATHE_TR("Stopped early after step {0} of {1}; final and best are saved"), step, total);
  return {};
}

runs::RunState state_after(RunEnd end) {
  if (end == RunEnd::paused) return runs::RunState::paused;
  return end == RunEnd::stopped ? runs::RunState::stopped : runs::RunState::finished;
}

// The loop inside its folder. A fault of the disk pauses the run: what was saved stands, and it goes on once there is
// room; every other fault ends it.
TrainOutcome run_in_folder(const TrainRequest& request, Loaded& loaded, const std::filesystem::path& folder, RunControl& control, RunObserver& observer) {
  RecordKeeper keeper(request, folder, request.resume ? old_record(request, loaded) : new_record(request, loaded), observer);
  const bool held_out = !loaded.data.evaluation.empty();
  ParameterArena arena(loaded.tuning->trainables(), request.device);
  AdamW optimizer(request.config.optimizer, request.device);
  const Progressed from = request.resume ? take_up(folder, arena, optimizer, observer) : Progressed{};
  runs::RunLog log(folder, request.disk, from.step > 0 ? from.step : -1);
  TrainOutcome out{.folder = folder, .step = from.step};
  Trainer trainer({request.config, loaded.plan, loaded.learning_rate, loaded.model, *loaded.tuning, *loaded.objective, loaded.data, arena, optimizer,
                   request.disk, folder, log, observer, control}, from);
  try {
    runs::recover_folder(request.disk, folder / "best");
    runs::recover_folder(request.disk, folder / "final");
    keeper.begin();
    write_file_atomically(request.disk, folder / "data_report.json", to_sorted_text(data::to_json(loaded.data.report)));
    log.line(phrase(LATHE_TR("Step {0} of {1} on {2}"), from.step, loaded.plan.total_steps, request.device_name).str());
    observer.opened({folder.string(), request.device_name, loaded.plan.total_steps, from.step, arena.count(), loaded.model.decoder->num_parameters()});
    out.end = trainer.run();
    out.step = trainer.progressed().step;
    out.message = how_it_ended(out.end, out.step, loaded.plan.total_steps);
    keeper.end(state_after(out.end), out.message, out.end == RunEnd::paused ? "" : best_note(folder, held_out));
    return out;
  } catch (...) {
    const Fault fault = describe_fault(std::current_exception());
    const bool pauses = fault.code.starts_with("disk.");
    const Phrase sentence = fault.cancelled ? phrase(LATHE_TR("Cancelled after step {0}"), trainer.progressed().step) : fault.message;
    const runs::RunState state = fault.cancelled ? runs::RunState::stopped : pauses ? runs::RunState::paused : runs::RunState::failed;
    keeper.end(state, sentence, "");
    if (!pauses) throw;
    observer.log(sentence);
    out.end = RunEnd::paused;
    out.step = trainer.progressed().step;
    out.code = fault.code;
    out.message = fault.message;
    out.hint = fault.hint;
    return out;
  }
}

}  // namespace

std::vector<Issue> check_choices(const config::RunConfig& config, const std::string& file) {
  std::vector<Issue> issues;
  const auto add = [&](const char* field, const Error& unknown) { issues.push_back({file, 0, field, unknown.message, unknown.code}); };
  try {
    issues = peft::method_by_id(method_of(config)).check(config.peft, file);
  } catch (const Error& unknown) {
    add("peft.method", unknown);
  }
  try {
    for (Issue& issue : objective_by_id(kind_of(config)).check(config.objective, file)) issues.push_back(std::move(issue));
  } catch (const Error& unknown) {
    add("objective.kind", unknown);
  }
  return issues;
}

TrainOutcome train(const TrainRequest& request, RunControl& control, RunObserver& observer) {
  refuse_faulty(request.config);
  if (request.resume) refuse_unresumable(request.run_folder);
  at::globalContext().setDeterministicAlgorithms(request.config.device.deterministic, /*warn_only=*/false);
  Loaded loaded = load(request, control, observer);
  const std::filesystem::path folder =
      request.run_folder.empty() ? runs::new_run_folder(request.disk, request.workspace, request.config.name) : request.run_folder;
  return run_in_folder(request, loaded, folder, control, observer);
}

}  // namespace lathe::train
