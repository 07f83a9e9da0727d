// Dialogs for files and folders that do not hold the loop: the answer comes by QFileDialog::fileSelected.
#pragma once
#include <QFileDialog>

namespace lathe::ui {

// Shows it; gone once it is answered. `name` finds it in tests.
void openDialog(QFileDialog* dialog, const char* name);
QFileDialog* folderDialog(QWidget* parent, const QString& title, const QString& start);

}  // namespace lathe::ui
