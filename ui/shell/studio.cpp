#include "ui/shell/studio.h"

#include <QTimer>

#include "core/base/files.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/keep_awake.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_state.h"

namespace lathe::ui {
namespace {
std::filesystem::path workspaceOf(const StudioSetup& setup, const SettingsStore& settings) {
  if (!setup.workspace.empty()) return setup.workspace;
  return settings.workspace().isEmpty() ? default_workspace() : std::filesystem::path(settings.workspace().toStdString());
}
}  // namespace

Studio::Studio(StudioSetup setup)
    : catalog_(std::move(setup.catalog)),
      settings_(setup.settings_file),
      actions_(theme_),
      engine_(std::move(setup.engine)),
      monitor_(engine_, background_),
      session_({workspaceOf(setup, settings_), setup.resources}, engine_, settings_, background_),
      shelf_(session_, monitor_, background_) {
  theme_.choose(settings_.theme());
  language_.choose(settings_.language());
  actions_.retranslate();
  actions_.recolor();
  context_ = std::make_unique<PageContext>(
      PageContext{engine_, monitor_, shelf_, session_, settings_, background_, catalog_, theme_, language_, actions_, [](const QString&) {}, [](const QString&) {}});
  guard_ = std::make_unique<CloseGuard>(monitor_);
  awake_ = std::make_unique<KeepAwake>(monitor_);
  window_ = std::make_unique<MainWindow>(*context_, *guard_);
  connectLooks();
  connect(awake_.get(), &KeepAwake::unavailable, &monitor_, &RunMonitor::note);
  connect(&monitor_, &RunMonitor::stateChanged, this, &Studio::followRun);
  followRun();
}

// What runs in the background uses the session, which goes first.
Studio::~Studio() { background_.finish(); }

void Studio::connectLooks() {
  connect(&theme_, &Theme::changed, &actions_, &Actions::recolor);
  const auto theme = [this](Command command, const QString& mode) {
    connect(actions_[command], &QAction::triggered, this, [this, mode] {
      settings_.setTheme(mode);
      theme_.choose(mode);
    });
  };
  theme(Command::lightTheme, "light");
  theme(Command::darkTheme, "dark");
  theme(Command::systemTheme, "system");
  const auto language = [this](Command command, const QString& code) {
    connect(actions_[command], &QAction::triggered, this, [this, code] {
      settings_.setLanguage(code);
      language_.choose(code);
    });
  };
  language(Command::english, "en");
  language(Command::chinese, "zh_CN");
  language(Command::systemLanguage, "system");
  const auto tick = [this] {
    actions_[Command::lightTheme]->setChecked(settings_.theme() == "light");
    actions_[Command::darkTheme]->setChecked(settings_.theme() == "dark");
    actions_[Command::systemTheme]->setChecked(settings_.theme() == "system");
    actions_[Command::english]->setChecked(settings_.language() == "en");
    actions_[Command::chinese]->setChecked(settings_.language() == "zh_CN");
    actions_[Command::systemLanguage]->setChecked(settings_.language() == "system");
  };
  connect(&theme_, &Theme::changed, this, tick);
  connect(&language_, &Language::changed, this, tick);
  tick();
}

void Studio::followRun() {
  const RunMonitor::State state = monitor_.state();
  const bool active = monitor_.active(), running = state == RunMonitor::State::running;
  const char* nothing = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: nothing is being trained.");
  const char* busy = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: the run is just starting or ending.");
  actions_.setAvailable(Command::pauseRun, running, active ? busy : nothing);
  actions_.setAvailable(Command::saveRunNow, running, active ? busy : nothing);
  actions_.setAvailable(Command::stopRun, active && state != RunMonitor::State::stopping, active ? busy : nothing);
}

void Studio::show() {
  restoreWindow(*window_, settings_);
  window_->show();
  QTimer::singleShot(0, this, &Studio::buildOn);
}

// What is opened reaches every page: the workspace waits until all are there.
void Studio::buildOn() {
  if (window_->addNextPage()) {
    QTimer::singleShot(0, this, &Studio::buildOn);
    return;
  }
  restoreSplitters(*window_, settings_);
  begin();
}

void Studio::begin() {
  engine_.submit(engine::InspectHardwareJob{});
  session_.openWorkspace();
}

}  // namespace lathe::ui
