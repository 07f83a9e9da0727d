#include "ui/bridge/session.h"

#include <QDir>
#include <QFileInfo>

#include "ui/bridge/text.h"

namespace lathe::ui {

Session::Session(SessionPlaces places, EngineBridge& engine, SettingsStore& settings, Background& background)
    : places_(std::move(places)), engine_(engine), settings_(settings), background_(background) {
  connect(&engine, &EngineBridge::modelInspected, this, [this](quint64 job, const engine::ModelInspected& inspected) {
    if (job != inspection_) return;
    model_info_ = inspected;
    Q_EMIT modelChanged();               // its template notice is shown where the template is
  });
  connect(&engine, &EngineBridge::finished, this, [this](quint64 job, const engine::JobFinished& outcome) {
    if (job == inspection_ && outcome.result == engine::Result::failed) Q_EMIT failed(errorText(outcome));
  });
}

Session::~Session() = default;

void Session::openWorkspace() {
  const bool done = attempt([&] { workspace_ = std::make_unique<runs::Workspace>(places_.workspace, real_file_system()); },
                            [this](const ErrorText& error) { Q_EMIT failed(error); });
  if (!done) return;
  if (workspace_->read_only())
    Q_EMIT noticed(tr("Another Lathe has the workspace %1 open. Here it can be read, not changed.").arg(qs(places_.workspace)));
  Q_EMIT workspaceOpened();
}

void Session::openModel(const QString& folder) {
  model_ = QDir::cleanPath(folder);
  model_info_.reset();
  settings_.addRecentModel(model_);
  inspection_ = engine_.submit(engine::InspectModelJob{toPath(model_)});
  Q_EMIT modelChanged();
}

void Session::openRecords(const QString& file) {
  if (!workspace_) return;
  const std::filesystem::path path = toPath(QDir::cleanPath(file));
  const std::filesystem::path journal = workspace_->data_folder(path);
  setLoading(+1);
  background_.run(
      this, [path, journal] { return std::make_shared<std::unique_ptr<data::RecordSet>>(std::make_unique<data::RecordSet>(path, journal, real_file_system())); },
      [this, file](std::shared_ptr<std::unique_ptr<data::RecordSet>> set) {
        setLoading(-1);
        auto document = std::make_unique<RecordsDocument>(std::move(*set));
        document.swap(records_);         // the former one lives until every view has let go of it
        settings_.addRecentRecords(QDir::cleanPath(file));
        Q_EMIT recordsChanged();
        if (awaited_draft_ && awaited_draft_->data.path == records_->set().file().string()) {
          setDraft(*std::exchange(awaited_draft_, std::nullopt));
          Q_EMIT demoOpened();
        }
        if (const Phrase notice = records_->set().notice(); !notice.empty()) Q_EMIT noticed(words(notice));
      },
      [this](const ErrorText& error) {
        setLoading(-1);
        Q_EMIT failed(error);
      });
}

void Session::openDemo() {
  if (!workspace_) return;
  setLoading(+1);
  background_.run(
      this, [this] { return config::read_run_config(workspace_->open_demo(places_.resources) / "run.json"); },
      [this](const config::RunConfig& config) {
        setLoading(-1);
        openDemoProject(config);
      },
      [this](const ErrorText& error) {
        setLoading(-1);
        Q_EMIT failed(error);
      });
}

void Session::openDemoProject(const config::RunConfig& config) {
  openModel(qs(config.model.path));
  openRecords(qs(config.data.path));
  awaited_draft_ = config;
}

void Session::openAny(const QString& path) {
  if (QFileInfo(path).isDir()) openModel(path);
  else openRecords(path);
}

void Session::setDraft(config::RunConfig draft) {
  draft_ = std::move(draft);
  Q_EMIT draftChanged();
}

void Session::setLoading(int change) {
  loading_ += change;
  Q_EMIT loadingChanged();
}

}  // namespace lathe::ui
