// Everything a run needs, loaded before its folder is touched, and the reasons to refuse it.
#pragma once
#include <memory>

#include "core/runs/run_folder.h"
#include "core/train/prepared_data.h"
#include "core/train/run_plan.h"
#include "core/train/train_run.h"

namespace lathe::train {

struct RunParts {
  std::string started;                   // ISO 8601, UTC: of a run that goes on, when it began
  PreparedData data;
  model::LoadedModel model;
  std::unique_ptr<peft::Tuning> tuning;
  std::unique_ptr<Objective> objective;
  double learning_rate = 0;
  RunPlan plan;
  Phrase prompts_said;                   // the sample prompts that were chosen for it; empty: none were
};

// Throws Error config.invalid with every fault.
void refuse_faulty(const config::RunConfig& config);
RunParts load_parts(const TrainRequest& request, const std::stop_token& stop, RunObserver& observer);
// A run goes on only with the records and weights that it began with. Throws Error run.data_changed, run.base_changed.
void refuse_changed(const runs::RunRecord& record, const RunParts& parts, const std::filesystem::path& folder);

}  // namespace lathe::train
