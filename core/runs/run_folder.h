// One run's folder: the truth about the run. Logs are appended and flushed line by line; a torn last line is skipped
// when read. Layout in design section 3: run.json metrics.jsonl tensorboard/ data_report.json samples.jsonl log.txt
// checkpoints/ best/ final/.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/file_system.h"
#include "core/config/run_config.h"
#include "core/runs/metrics.h"

namespace lathe::runs {

enum class RunState { running, paused, finished, stopped, failed, interrupted };
std::string to_text(RunState state);

// run.json: the configuration verbatim and what it met.
struct RunRecord {
  config::RunConfig config;
  std::string lathe_version, started, ended;            // ISO 8601, UTC
  std::string data_fingerprint, base_fingerprint;
  std::string device;                                   // "cpu, 2 threads" or the card's name
  std::string dtype;                                    // "fp32" or "bf16": computed in; empty in older records
  int64_t total_steps = 0;
  Json used = Json::object();                           // what automatic settings came to, by dotted name
  RunState state = RunState::running;
  Phrase sentence;                                      // why it ended, for people
  Phrase best_note;                                     // "best is the last: nothing was held out"
};

class RunLog {
 public:
  // Appends to an existing folder or begins one, and holds the run's lock while it lives. Steps past `last_step` are
  // dropped from metrics.jsonl and samples.jsonl (-1: all of them) and a new event file is begun. Throws Error disk.*,
  // run.in_use.
  RunLog(std::filesystem::path folder, FileSystem& disk, int64_t last_step);
  ~RunLog();
  // Each is on disk when it returns.
  void write(const StepMetrics& metrics);
  void write(const EvalMetrics& metrics);
  void write(const SampleText& sample);
  void write(const CheckpointSaved& saved);
  void line(const Phrase& said);                        // with the time: English in log.txt, sentence and words apart in metrics.jsonl

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Another RunLog, of this program or another, writes to the folder now.
bool is_in_use(const std::filesystem::path& folder);

void write_run_record(FileSystem& disk, const std::filesystem::path& folder, const RunRecord& record);
// A record that says running although nobody holds the run's lock reads as interrupted. Throws Error run.*, json.*.
RunRecord read_run_record(const std::filesystem::path& folder);

struct SaidLine {
  std::string time;                                     // ISO 8601, UTC
  Phrase said;
};
struct RunHistory {
  std::vector<StepMetrics> steps;
  std::vector<EvalMetrics> evaluations;
  std::vector<SampleText> samples;
  std::vector<CheckpointSaved> checkpoints;
  std::vector<SaidLine> lines;
};
RunHistory read_history(const std::filesystem::path& folder);

// The workspace's runs, newest first; a folder without a readable run.json is left out and named in `faults`.
struct RunSummary {
  std::filesystem::path folder;
  RunRecord record;
  int64_t last_step = 0;
  std::optional<double> last_loss, best_eval_loss;
  std::vector<double> losses;                           // of the steps, as at most 60 means: for a small picture
  bool resumable = false;                               // neither finished nor running now; goes on from its last checkpoint
};
std::vector<RunSummary> list_runs(const std::filesystem::path& workspace, std::vector<Issue>& faults);
// <workspace>/runs/<date>-<name>, with -2, -3 ... when it exists; creates it.
std::filesystem::path new_run_folder(FileSystem& disk, const std::filesystem::path& workspace, const std::string& name);

}  // namespace lathe::runs
