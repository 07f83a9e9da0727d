// The two dialogs of the Help menu.
#pragma once

class QWidget;

namespace lathe::ui {

class Actions;

void showShortcuts(QWidget* parent, const Actions& actions);
void showAbout(QWidget* parent);

}  // namespace lathe::ui
