#include "ui/shell/window_state.h"

#include <QHeaderView>
#include <QMainWindow>
#include <QSplitter>

#include "ui/bridge/settings_store.h"

namespace lathe::ui {
namespace {
constexpr QSize kFirstSize(1280, 800);
constexpr QSize kLeastSize(1024, 700);
}  // namespace

void restoreWindow(QMainWindow& window, const SettingsStore& settings) {
  window.setMinimumSize(kLeastSize);
  if (!window.restoreGeometry(settings.state("geometry").toByteArray())) window.resize(kFirstSize);
}

// By object name.
void restoreSplitters(QMainWindow& window, const SettingsStore& settings) {
  for (QSplitter* splitter : window.findChildren<QSplitter*>())
    if (!splitter->objectName().isEmpty()) splitter->restoreState(settings.state("splitter/" + splitter->objectName()).toByteArray());
}

void rememberWindow(const QMainWindow& window, SettingsStore& settings) {
  settings.setState("geometry", window.saveGeometry());
  for (const QSplitter* splitter : window.findChildren<QSplitter*>())
    if (!splitter->objectName().isEmpty()) settings.setState("splitter/" + splitter->objectName(), splitter->saveState());
}

}  // namespace lathe::ui
