#include <algorithm>

#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/data/audit.h"
#include "core/data/record_source.h"
#include "core/engine/inspect_jobs.h"
#include "core/io/model_folder.h"
#include "core/peft/method.h"
#include "core/runs/checkpoint_folder.h"
#include "core/train/result_folder.h"

namespace lathe::engine {
namespace {

namespace fs = std::filesystem;

class RunInspection {
 public:
  RunInspection(const fs::path& folder, JobContext& context) : folder_(folder), context_(context) {}

  RunInspected look() {
    out_.path = folder_.string();
    out_.record = runs::read_run_record(folder_);
    look_at_history();
    look_at_checkpoints();
    look_at_results();
    out_.model = {.path = out_.record.config.model.path, .fingerprint = out_.record.base_fingerprint};
    look_at_model();
    read_report();
    look_at_data();
    return std::move(out_);
  }

 private:
  bool is_over() const { return out_.record.state == runs::RunState::finished || out_.record.state == runs::RunState::stopped; }

  void add_problem(const std::string& file, Phrase reason, const char* code) { out_.problems.push_back({file, 0, "", std::move(reason), code}); }

  // What `look` throws is a problem of `file`; cancelling goes on.
  template <class Look>
  bool guarded(const std::string& file, const Look& look) {
    try {
      look();
      return true;
    } catch (const Error& error) {
      out_.problems.push_back({file, 0, "", error.message, error.code});
      out_.problems.insert(out_.problems.end(), error.issues.begin(), error.issues.end());
      return false;
    }
  }

  void look_at_history() {
    const runs::RunHistory history = runs::read_history(folder_);
    int64_t skipped = 0;
    for (const runs::StepMetrics& step : history.steps) {
      out_.tokens += step.tokens;
      out_.learned_tokens += step.learned_tokens;
      out_.seconds += step.seconds;
      skipped += step.skipped;
      if (!step.skipped) add(step.step, step.loss, out_.training);
    }
    for (const runs::EvalMetrics& evaluation : history.evaluations) {
      out_.seconds += evaluation.seconds;
      add(evaluation.step, evaluation.loss, out_.evaluation);
    }
    if (!history.steps.empty()) out_.steps = history.steps.back().step;
    if (skipped > 0) add_problem("metrics.jsonl", phrase(LATHE_TR("{0} steps were skipped, because a number was not finite"), skipped), "run.skipped_steps");
    if (is_over() && history.steps.empty()) add_problem("metrics.jsonl", phrase(LATHE_TR("holds no step, although the run has ended")), "run.no_steps");
  }

  static void add(int64_t step, double loss, LossFigures& out) {
    if (!out.first) out.first = loss;
    out.last = loss;
    if (out.best && *out.best <= loss) return;
    out.best = loss;
    out.best_step = step;
  }

  void look_at_checkpoints() {
    if (out_.record.state == runs::RunState::finished || out_.record.state == runs::RunState::running) return;
    std::vector<std::string> damaged;
    const auto last = runs::last_valid_checkpoint(folder_, damaged);
    for (const std::string& one : damaged) add_problem("checkpoints", phrase(LATHE_TR("a checkpoint is not whole: {0}"), one), "run.damaged_checkpoint");
    out_.resume_step = last ? runs::step_of_checkpoint(*last) : 0;
  }

  void look_at_results() {
    for (const char* name : {"best", "final"}) {
      const fs::path result = folder_ / name;
      std::error_code ignored;
      if (!fs::exists(result, ignored)) {
        if (is_over()) add_problem(name, phrase(LATHE_TR("is missing, although the run has ended")), "run.no_result");
        continue;
      }
      RunResult one{.name = name, .path = result.string(), .kind = peft::is_adapter_folder(result) ? "adapter" : "model"};
      guarded(name, [&] {
        if (one.kind == "adapter") io::SafetensorsFile(result / "adapter_model.safetensors");
        else io::WeightFiles{result};
      });
      guarded(name, [&] {
        const auto note = train::read_result_note(result);
        if (!note) return;
        one.step = note->step;
        one.evaluation_loss = note->eval_loss;
      });
      out_.results.push_back(std::move(one));
    }
  }

  // A base from scratch is made of seed and config.json; those of the run are in its record.
  void look_at_model() {
    std::error_code ignored;
    out_.model.present = fs::exists(fs::path(out_.model.path) / "config.json", ignored);
    if (!out_.model.present) return add_problem(out_.model.path, phrase(LATHE_TR("the model is there no longer")), "run.no_model");
    if (out_.model.fingerprint.empty() || out_.record.config.model.from_scratch) return;
    const bool read = guarded(out_.model.path, [&] {
      context_.events.progress({phrase(LATHE_TR("Reading the model's weights")), 0, 0, {}});
      out_.model.unchanged = io::WeightFiles(out_.model.path).fingerprint(context_.stop()) == out_.model.fingerprint;
    });
    if (!read) out_.model.unchanged = false;
    else if (!*out_.model.unchanged) add_problem(out_.model.path, phrase(LATHE_TR("the model's weights have changed since the run began")), "run.base_changed");
  }

  void read_report() {
    guarded("data_report.json", [&] {
      constexpr JsonLimits kLimits{size_t{256} << 20, 64, 16'000'000};   // an issue is a dozen values
      out_.report = read_json_file(folder_ / "data_report.json", kLimits);
      out_.data.fingerprint = string_or(out_.report, "fingerprint", "data_report.json", "");
    });
  }

  void look_at_data() {
    const config::DataConfig& data = out_.record.config.data;
    out_.data.path = data.path;
    std::error_code ignored;
    if (!data.eval_path.empty() && !fs::exists(data.eval_path, ignored)) add_problem(data.eval_path, phrase(LATHE_TR("the evaluation records are there no longer")), "run.no_data");
    out_.data.present = fs::exists(data.path, ignored);
    if (!out_.data.present) return add_problem(data.path, phrase(LATHE_TR("the records are there no longer")), "run.no_data");
    if (out_.data.fingerprint.empty()) return;
    const bool read = guarded(data.path, [&] { out_.data.unchanged = fingerprint_now(data) == out_.data.fingerprint; });
    if (!read) out_.data.unchanged = false;
    else if (!*out_.data.unchanged) add_problem(data.path, phrase(LATHE_TR("the records have changed since the run began")), "run.data_changed");
  }

  std::string fingerprint_now(const config::DataConfig& data) {
    const Phrase stage = phrase(LATHE_TR("Reading the records"));
    data::RecordSource source(data.path, data::read_options(data), context_.stop());
    Fingerprint fingerprint;
    std::vector<data::Record> records;
    std::vector<Issue> issues;
    for (bool more = true; more;) {
      records.clear();
      issues.clear();
      more = source.read(kInspectedAtOnce, records, issues);
      for (const data::Record& record : records) data::add_record(fingerprint, record);
      context_.events.progress({stage, source.bytes_done(), source.bytes_total(), {}});
    }
    return fingerprint.hex();
  }

  const fs::path folder_;
  JobContext& context_;
  RunInspected out_;
};

}  // namespace

JobFinished run_inspect_run(const fs::path& folder, JobContext& context) {
  context.events.send(RunInspection(folder, context).look());
  return {};
}

}  // namespace lathe::engine
