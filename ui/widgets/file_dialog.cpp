#include "ui/widgets/file_dialog.h"

namespace lathe::ui {

void openDialog(QFileDialog* dialog, const char* name) {
  dialog->setObjectName(name);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

QFileDialog* folderDialog(QWidget* parent, const QString& title, const QString& start) {
  auto* dialog = new QFileDialog(parent, title, start);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  return dialog;
}

}  // namespace lathe::ui
