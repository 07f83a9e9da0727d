// Size and place of the window and of its splitters, remembered in the person's settings.
#pragma once

class QMainWindow;

namespace lathe::ui {

class SettingsStore;

void restoreWindow(QMainWindow& window, const SettingsStore& settings);
void restoreSplitters(QMainWindow& window, const SettingsStore& settings);      // once all pages are there
void rememberWindow(const QMainWindow& window, SettingsStore& settings);

}  // namespace lathe::ui
