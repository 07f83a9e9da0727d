#include <algorithm>

#include "core/runs/checkpoint_folder.h"
#include "core/runs/run_folder.h"
#include "core/runs/time_text.h"

namespace lathe::runs {
namespace {

std::vector<double> thinned(const std::vector<StepMetrics>& steps) {
  constexpr size_t kMostPoints = 60;
  std::vector<double> out;
  const size_t parts = std::min(kMostPoints, steps.size());
  for (size_t part = 0; part < parts; ++part) {
    const size_t from = part * steps.size() / parts, to = (part + 1) * steps.size() / parts;
    double sum = 0;
    for (size_t i = from; i < to; ++i) sum += steps[i].loss;
    out.push_back(sum / static_cast<double>(to - from));
  }
  return out;
}

RunSummary summary_of(const std::filesystem::path& folder) {
  RunSummary out{.folder = folder, .record = read_run_record(folder)};
  const RunHistory history = read_history(folder);
  if (!history.steps.empty()) {
    out.last_step = history.steps.back().step;
    out.last_loss = history.steps.back().loss;
    out.losses = thinned(history.steps);
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
  for (const std::filesystem::path& parent : {folder.parent_path(), workspace / "."})      // "runs" may be as young
    if (const int fault = disk.flush_folder(parent)) {
      disk.remove(folder);
      throw_disk_error("new_run", folder, fault);
    }
  return folder;
}

}  // namespace lathe::runs
