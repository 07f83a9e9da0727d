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
    Q_EMIT modelChanged();
    if (!inspected.template_notice.empty()) Q_EMIT noticed(words(inspected.template_notice));
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
      this, [this] { return workspace_->open_demo(places_.resources); },
      [this](const std::filesystem::path& folder) {
        setLoading(-1);
        // The demo project holds one model folder and the records that go with it.
        openModel(qs(folder / "model"));
        openRecords(qs(folder / "identity.jsonl"));
        Q_EMIT demoOpened();
      },
      [this](const ErrorText& error) {
        setLoading(-1);
        Q_EMIT failed(error);
      });
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
