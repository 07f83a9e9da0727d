// Whole runs of the tiny project, and an observer that keeps what it hears.
#pragma once
#include <functional>
#include <map>
#include <vector>

#include "core/train/train_run.h"
#include "tests/support/tiny_project.h"

namespace lathe::tests {

struct Heard final : train::RunObserver {
  std::vector<data::AuditReport> reports;
  std::vector<train::OpenedRun> openings;
  std::vector<runs::StepMetrics> steps;
  std::vector<runs::EvalMetrics> evaluations;
  std::vector<runs::SampleText> samples;
  std::vector<runs::CheckpointSaved> checkpoints;
  std::vector<std::string> lines;
  std::function<void(int64_t step)> on_step = [](int64_t) {};
  std::function<void(const train::LiveModel&)> on_pause_between = [](const train::LiveModel&) {};

  void data_checked(const data::AuditReport& report) override { reports.push_back(report); }
  void opened(const train::OpenedRun& run) override { openings.push_back(run); }
  void stepped(const runs::StepMetrics& metrics) override {
    steps.push_back(metrics);
    on_step(metrics.step);
  }
  void evaluated(const runs::EvalMetrics& metrics) override { evaluations.push_back(metrics); }
  void sampled(const runs::SampleText& sample) override { samples.push_back(sample); }
  void saved(const runs::CheckpointSaved& saved) override { checkpoints.push_back(saved); }
  void stage(const train::Stage&) override {}
  void log(const Phrase& line) override { lines.push_back(line.str()); }
  void between_steps(const train::LiveModel& live) override { on_pause_between(live); }
};

train::TrainOutcome run_new(const TinyProject& project, const config::RunConfig& config, Heard& heard, train::RunControl& control,
                            FileSystem& disk = real_file_system());
train::TrainOutcome resume(const std::filesystem::path& folder, Heard& heard, train::RunControl& control, FileSystem& disk = real_file_system());

}  // namespace lathe::tests
