#include <algorithm>

#include "core/runs/checkpoint_folder.h"
#include "core/runs/run_folder.h"
#include "core/runs/time_text.h"

namespace lathe::runs {
namespace {

RunSummary summary_of(const std::filesystem::path& folder) {
  RunSummary out{.folder = folder, .record = read_run_record(folder)};
  const RunHistory history = read_history(folder);
  if (!history.steps.empty()) {
    out.last_step = history.steps.back().step;
    out.last_loss = history.steps.back().loss;
  }
  for (const EvalMetrics& evaluation : history.evaluations)
    if (!out.best_eval_loss || evaluation.loss < *out.best_eval_loss) out.best_eval_loss = evaluation.loss;
  out.resumable = out.record.state != RunState::finished && out.record.state != RunState::running;
  return out;
}

bool newer(const RunSummary& a, const RunSummary& b) {
  return std::pair(a.record.started, a.folder) > std::pair(b.record.started, b.folder);
}

}  // namespace

std::vector<RunSummary> list_runs(const std::filesystem::path& workspace, std::vector<Issue>& faults) {
  std::vector<RunSummary> out;
  std::error_code fault;
  for (const auto& entry : std::filesystem::directory_iterator(workspace / "runs", fault)) {
    if (!entry.is_directory(fault)) continue;
    try {
      out.push_back(summary_of(entry.path()));
    } catch (const Error& error) {
      faults.push_back({entry.path().filename().string(), 0, "", error.message, error.code});
    }
  }
  std::sort(out.begin(), out.end(), newer);
  return out;
}

std::filesystem::path new_run_folder(FileSystem& disk, const std::filesystem::path& workspace, const std::string& name) {
  const std::string stem = local_date() + "-" + name;
  std::filesystem::path folder = workspace / "runs" / stem;
  std::error_code ignored;
  for (int n = 2; std::filesystem::exists(folder, ignored); ++n) folder = workspace / "runs" / (stem + "-" + std::to_string(n));
  if (const int fault = disk.create_folder(folder)) throw_disk_error("new_run", folder, fault);
  return folder;
}

}  // namespace lathe::runs
