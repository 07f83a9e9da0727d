#include "ui/bridge/run_shelf.h"

namespace lathe::ui {
namespace fs = std::filesystem;
namespace {

RunList read(const fs::path& workspace) {
  RunList list;
  for (runs::RunSummary& summary : runs::list_runs(workspace, list.faults)) {
    std::error_code ignored;
    ShelvedRun run{std::move(summary)};
    run.best = fs::is_directory(run.summary.folder / "best", ignored);
    run.final = fs::is_directory(run.summary.folder / "final", ignored);
    run.whole_model = run.hasResult() && isWholeModel(run.summary.folder / (run.best ? "best" : "final"));
    list.runs.push_back(std::move(run));
  }
  return list;
}

}  // namespace

bool isWholeModel(const fs::path& tuned) {
  std::error_code ignored;
  return !tuned.empty() && !fs::exists(tuned / "adapter_config.json", ignored);
}

RunShelf::RunShelf(Session& session, RunMonitor& monitor, Background& background) : session_(session), background_(background) {
  connect(&session, &Session::workspaceOpened, this, &RunShelf::refresh);
  connect(&monitor, &RunMonitor::stateChanged, this, &RunShelf::refresh);
  connect(&monitor, &RunMonitor::openedRun, this, &RunShelf::refresh);
}

void RunShelf::refresh() {
  if (!session_.workspace()) return;
  again_ = reading_;
  if (std::exchange(reading_, true)) return;
  const auto ended = [this] {
    reading_ = false;
    if (std::exchange(again_, false)) refresh();
  };
  background_.run(
      this, [workspace = session_.workspaceFolder()] { return read(workspace); },
      [this, ended](RunList list) {
        list_ = std::move(list);
        Q_EMIT changed();
        ended();
      },
      [this, ended](const ErrorText& error) {
        Q_EMIT failed(error);
        ended();
      });
}

}  // namespace lathe::ui
