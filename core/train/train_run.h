// A run from its configuration to best/ and final/, or up again from its last checkpoint.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/file_system.h"
#include "core/config/run_config.h"
#include "core/train/run_control.h"
#include "core/train/run_observer.h"
#include "core/train/trainer.h"

namespace lathe::train {

struct TrainRequest {
  config::RunConfig config;              // of a run that is taken up again: the one in its run.json
  std::filesystem::path workspace;       // where a new run's folder is made
  std::filesystem::path run_folder;      // empty: a new one is made
  bool resume = false;
  bool choose_prompts = false;           // a new run without sample prompts takes some from its records
  at::Device device = at::kCPU;
  at::ScalarType compute_dtype = at::kFloat;
  std::string device_name;
  FileSystem& disk;
};

struct TrainOutcome {
  RunEnd end = RunEnd::finished;
  std::filesystem::path folder;
  int64_t step = 0;
  std::string code;                      // why it paused by itself: a disk fault
  Phrase message, hint;
};

// Settings that their registries own: unknown method or objective, unknown or wrong options.
std::vector<Issue> check_choices(const config::RunConfig& config, const std::string& file);
// Throws Error and Cancelled; the run's record says how it ended, whatever happened.
TrainOutcome train(const TrainRequest& request, RunControl& control, RunObserver& observer);

}  // namespace lathe::train
