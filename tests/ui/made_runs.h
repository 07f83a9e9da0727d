// Run folders in a workspace, as a run would have left them.
#pragma once
#include <filesystem>

#include "core/runs/run_folder.h"

namespace lathe::tests {

struct MadeRun {
  std::string name = "run";
  int64_t steps = 5;
  bool result = true;                    // best/ is there
  runs::RunState state = runs::RunState::finished;
  Phrase best_note;
};

inline std::filesystem::path makeRun(const std::filesystem::path& workspace, const MadeRun& made) {
  const std::filesystem::path folder = workspace / "runs" / made.name;
  std::filesystem::create_directories(folder);
  runs::RunRecord record;
  record.config.name = made.name;
  record.config.model.path = "/models/base";
  record.config.data.path = "/data/set.jsonl";
  record.total_steps = made.steps;
  record.state = made.state;
  record.started = "2026-01-01T00:00:00Z";
  record.best_note = made.best_note;
  runs::write_run_record(real_file_system(), folder, record);
  runs::RunLog log(folder, real_file_system(), -1);
  for (int64_t step = 1; step <= made.steps; ++step) log.write(runs::StepMetrics{.step = step, .loss = 3.0 / static_cast<double>(step), .tokens = 100, .seconds = 0.1});
  log.line(phrase(LATHE_TR("Paused after step {0} of {1}"), 0, 2));
  if (made.result) std::filesystem::create_directories(folder / "best");
  return folder;
}

}  // namespace lathe::tests
