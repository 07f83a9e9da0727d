#include "ui/bridge/session.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {
// What was given relative to the folder that Lathe was started in; that folder may change.
QString absolute(const QString& path) { return QDir::cleanPath(QFileInfo(path).absoluteFilePath()); }
}  // namespace

Session::Session(SessionPlaces places, EngineBridge& engine, SettingsStore& settings, Background& background)
    : places_(std::move(places)), engine_(engine), settings_(settings), background_(background) {
  places_.workspace = std::filesystem::absolute(places_.workspace).lexically_normal();
  connect(&engine, &EngineBridge::modelInspected, this, [this](quint64 job, const engine::ModelInspected& inspected) {
    if (job != inspection_) return;
    model_info_ = inspected;
    Q_EMIT modelChanged();               // its template notice is shown where the template is
    Q_EMIT opened(true);
  });
  connect(&engine, &EngineBridge::finished, this, [this](quint64 job, const engine::JobFinished& outcome) {
    if (job != inspection_ || outcome.result != engine::Result::failed) return;
    model_fault_ = outcome;
    Q_EMIT modelChanged();
    Q_EMIT failed(errorText(outcome));
  });
}

Session::~Session() = default;

void Session::openWorkspace() {
  background_.run(
      this, [folder = places_.workspace] { return std::make_unique<runs::Workspace>(folder, real_file_system()); },
      [this](std::unique_ptr<runs::Workspace> workspace) {
        workspace_ = std::move(workspace);
        if (workspace_->read_only())
          Q_EMIT noticed(tr("Another Lathe has the workspace %1 open. Here it can be read, not changed.").arg(qs(places_.workspace)));
        Q_EMIT workspaceOpened();
      },
      [this](const ErrorText& error) {
        Q_EMIT failed(error);
        Q_EMIT workspaceRefused();
      });
}

void Session::openModel(const QString& folder) {
  model_ = absolute(folder);
  model_info_.reset();
  model_fault_.reset();
  settings_.addRecentModel(model_);
  inspection_ = engine_.submit(engine::InspectModelJob{toPath(model_)});
  Q_EMIT modelChanged();
}

void Session::openRecords(const QString& file) { open(absolute(file), {}); }

// The journal belongs to the file itself, by whatever links it was reached.
void Session::open(const QString& file, std::optional<config::RunConfig> recipe) {
  if (!workspace_) return refuse();
  if (records_ && !records_->settle()) return;
  const std::filesystem::path path = toPath(file);
  const quint64 opening = beginLoading(qs(path.filename()));
  const int edits = records_ ? records_->edits() : 0;
  background_.run(
      this,
      [path, workspace = workspace_.get()] {
        std::error_code unresolved;
        const std::filesystem::path real = std::filesystem::canonical(path, unresolved);
        const std::filesystem::path& named = unresolved ? path : real;
        const std::filesystem::path journal = workspace->read_only() ? std::filesystem::path() : workspace->data_folder(named);
        return std::make_unique<data::RecordSet>(named, journal, real_file_system());
      },
      [this, opening, edits, file, recipe = std::move(recipe)](std::unique_ptr<data::RecordSet> set) {
        if (!endLoading(opening)) return;
        if (records_ && !records_->settle()) return letGo(std::move(set));
        if (records_ && records_->set().file() == set->file() && records_->edits() != edits) {
          letGo(std::move(set));         // read before the last edits of the very same file
          return open(file, recipe);
        }
        if (!take(std::move(set), file)) return;
        if (recipe) takeRecipe(*recipe);
        else Q_EMIT opened(false);
      },
      [this, opening](const ErrorText& error) {
        if (endLoading(opening)) Q_EMIT failed(error);
      });
}

bool Session::take(std::unique_ptr<data::RecordSet> set, const QString& file) {
  if (records_ && !records_->settle()) return letGo(std::move(set)), false;
  auto document = std::make_unique<RecordsDocument>(std::move(set));
  connect(document.get(), &RecordsDocument::saveEnded, this, &Session::saveEnded);
  connect(document.get(), &RecordsDocument::saveEnded, this, &Session::letGoOfSaved, Qt::QueuedConnection);
  document.swap(records_);               // the former one lives until every view has let go of it
  settings_.addRecentRecords(file);
  Q_EMIT recordsChanged();
  if (document) former_.push_back(std::move(document));
  letGoOfSaved();
  if (const Phrase notice = records_->set().notice(); !notice.empty()) Q_EMIT noticed(words(notice));
  return true;
}

bool Session::saving() const {
  return (records_ && records_->saving()) || std::any_of(former_.begin(), former_.end(), [](const auto& document) { return document->saving(); });
}

void Session::letGoOfSaved() {
  std::erase_if(former_, [this](const auto& document) {
    if (document->saving()) return false;
    letGo(document->release());
    return true;
  });
}

// Where its size stops nobody.
void Session::letGo(std::unique_ptr<data::RecordSet> set) {
  background_.run(this, [set = std::shared_ptr<data::RecordSet>(std::move(set))]() mutable { return set.reset(), true; }, [](bool) {});
}

void Session::takeRecipe(config::RunConfig recipe) {
  recipe.model.path = ss(model_);
  recipe.data.path = records_->set().file().string();
  recipe.device.kind = ss(settings_.device());          // of this machine, not of the recipe
  recipe.device.threads = settings_.threads();
  setDraft(std::move(recipe));
  Q_EMIT demoOpened();
}

void Session::openDemo() {
  if (!workspace_) return refuse();
  if (records_ && !records_->settle()) return;
  const quint64 opening = beginLoading(tr("the demo"));
  background_.run(
      this, [this] { return config::read_run_config(workspace_->open_demo(places_.resources) / "run.json"); },
      [this, opening](const config::RunConfig& recipe) {
        if (!endLoading(opening)) return;
        openModel(qs(recipe.model.path));
        open(absolute(qs(recipe.data.path)), recipe);
      },
      [this, opening](const ErrorText& error) {
        if (endLoading(opening)) Q_EMIT failed(error);
      });
}

void Session::refuse() {
  Q_EMIT failed({tr("The workspace %1 is not open, so nothing can be kept.").arg(qs(places_.workspace)), tr("Choose another folder in the settings and start Lathe again."), {}, {}});
}

void Session::openAny(const QString& path) {
  if (QFileInfo(path).isDir()) openModel(path);
  else openRecords(path);
}

void Session::setDraft(config::RunConfig draft) {
  draft_ = std::move(draft);
  Q_EMIT draftChanged();
}

quint64 Session::beginLoading(const QString& what) {
  loading_ = what;
  Q_EMIT loadingChanged();
  return ++opening_;
}

bool Session::endLoading(quint64 opening) {
  if (opening != opening_) return false;
  loading_.clear();
  Q_EMIT loadingChanged();
  return true;
}

void Session::cancelLoading() { endLoading(opening_), ++opening_; }

}  // namespace lathe::ui
