// What can be done with the template: keep it, use it, leave it.
#include <QBoxLayout>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

#include "ui/bridge/text.h"
#include "ui/pages/template/template_window.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {
namespace {

constexpr const char* kFolderKind = "template";

void onKeys(QDialog* dialog, const QList<QKeySequence>& keys, std::function<void()> act) {
  auto* action = new QAction(dialog);
  action->setShortcuts(keys);
  QObject::connect(action, &QAction::triggered, dialog, std::move(act));
  dialog->addAction(action);
}

}  // namespace

void TemplateWindow::addFoot(QBoxLayout* into) {
  auto* line = row(into);
  kept_ = wrappedMutedLabel(this);
  auto* close = plainButton(this);
  save_as_ = plainButton(this);
  save_ = plainButton(this);
  use_it_ = mainButton(this);
  close->setObjectName("template.close");
  save_as_->setObjectName("template.saveAs");
  save_->setObjectName("template.save");
  use_it_->setObjectName("template.use");
  line->addWidget(kept_, 1);
  for (QPushButton* button : {close, save_as_, save_, use_it_}) line->addWidget(button);
  connect(close, &QPushButton::clicked, this, &TemplateWindow::reject);
  connect(save_as_, &QPushButton::clicked, this, &TemplateWindow::saveAs);
  connect(save_, &QPushButton::clicked, this, &TemplateWindow::save);
  connect(use_it_, &QPushButton::clicked, this, &TemplateWindow::useIt);
  onKeys(this, {QKeySequence::Save}, [this] { save(); });
  onKeys(this, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}, [this] { saveAs(); });
  onKeys(this, {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)}, [this] { if (use_it_->isEnabled()) useIt(); });
  texts_.add([=, this] {
    close->setText(tr("Close"));
    save_as_->setText(tr("Save as…"));
    save_->setText(tr("Save"));
    save_as_->setToolTip(tr("Keep it in another file (Ctrl+Shift+S)"));
    save_->setToolTip(tr("Write it over its file (Ctrl+S)"));
  });
}

void TemplateWindow::begin(const QString& wanted) {
  if (!wanted.isEmpty()) return desk_.open(wanted);
  auto* dialog = new QFileDialog(this, tr("Open a template file"), context_.settings.lastFolder(kFolderKind), tr("Chat templates (*.jinja)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  if (context_.settings.lastFolder(kFolderKind).isEmpty()) dialog->setDirectory(qs(context_.session.workspaceFolder()));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { desk_.open(file); });
  dialog->open();
}

void TemplateWindow::save() {
  if (desk_.saving() || desk_.opening()) return;
  if (desk_.file().isEmpty()) return saveAs();
  if (desk_.modified()) saveTo(desk_.file());
}

// The dialog itself asks before another file is written over.
void TemplateWindow::saveAs() {
  if (desk_.saving() || desk_.opening()) return;
  const QFileInfo suggested(desk_.suggestedFile());
  const QString last = context_.settings.lastFolder(kFolderKind);
  auto* dialog = new QFileDialog(this, tr("Save the template as"), desk_.file().isEmpty() && !last.isEmpty() ? last : suggested.path(), tr("Chat templates (*.jinja)"));
  dialog->setObjectName("template.saveDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix("jinja");
  dialog->selectFile(suggested.fileName());
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { saveTo(file, /*over=*/true); });
  connect(dialog, &QFileDialog::rejected, this, [this] { use_when_saved_ = close_when_saved_ = false; });
  dialog->open();
}

void TemplateWindow::saveTo(const QString& file, bool over) {
  context_.settings.setLastFolder(kFolderKind, QFileInfo(file).path());
  desk_.save(file, over);
}

void TemplateWindow::useIt() {
  if (desk_.modified()) {
    use_when_saved_ = true;
    return save();
  }
  if (use_) use_(desk_.choice());
  accept();
}

void TemplateWindow::failed(const ErrorText& error) {
  if (error.code == "template.changed")
    return ask(error.message, tr("What stands in the file now is lost when you write over it."), tr("Write over it"), [this, file = desk_.file()] { desk_.save(file, true); });
  use_when_saved_ = close_when_saved_ = false;
  auto* box = new QMessageBox(QMessageBox::Warning, tr("Chat template"), error.message, QMessageBox::Close, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(error.hint);
  box->open();
}

void TemplateWindow::ask(const QString& text, const QString& more, const QString& yes, std::function<void()> act) {
  auto* box = new QMessageBox(QMessageBox::Question, tr("Chat template"), text, QMessageBox::NoButton, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(more);
  QPushButton* agreed = box->addButton(yes, QMessageBox::DestructiveRole);
  QPushButton* stay = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
  box->setDefaultButton(stay);
  box->setEscapeButton(stay);
  connect(box, &QMessageBox::finished, this, [this, box, agreed, act = std::move(act)] {
    if (box->clickedButton() == agreed) return act();
    use_when_saved_ = close_when_saved_ = false;
  });
  box->open();
}

void TemplateWindow::reject() {
  if (desk_.saving()) return;            // it closes once that is done, when asked again
  if (!desk_.modified()) return QDialog::reject();
  auto* box = new QMessageBox(QMessageBox::Question, tr("Chat template"), tr("Save what you changed in the template?"), QMessageBox::NoButton, this);
  box->setObjectName("template.closing");
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(tr("Without saving, it is lost."));
  QPushButton* keep = box->addButton(tr("Save"), QMessageBox::AcceptRole);
  QPushButton* drop = box->addButton(tr("Do not save"), QMessageBox::DestructiveRole);
  QPushButton* stay = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
  box->setDefaultButton(keep);
  box->setEscapeButton(stay);
  connect(box, &QMessageBox::finished, this, [this, box, keep, drop] {
    if (box->clickedButton() == drop) return QDialog::reject();
    if (box->clickedButton() != keep) return;
    close_when_saved_ = true;
    save();
  });
  box->open();
}

}  // namespace lathe::ui
