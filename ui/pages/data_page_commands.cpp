// The commands on records: what they do, and when they may be given.
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMessageBox>

#include "ui/bridge/text.h"
#include "ui/pages/data_page.h"
#include "ui/pages/template/template_window.h"
#include "ui/pages/token_panel.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/record_editor.h"

namespace lathe::ui {

void DataPage::connectActions() {
  const auto on = [this](Command command, auto act) { connect(context_.actions[command], &QAction::triggered, this, act); };
  on(Command::undo, [this] { if (desk_.document()) desk_.document()->undo(); });
  on(Command::redo, [this] { if (desk_.document()) desk_.document()->redo(); });
  on(Command::addRecord, [this] {
    if (!desk_.document()) return;
    const int row = chosenRow() + 1;
    if (!desk_.document()->insert(row, desk_.document()->set().format().empty_record())) return;
    choose(row);
    editor_->setFocus();
  });
  on(Command::duplicateRecord, [this] {
    const int row = chosenRow();
    if (row < 0) return;
    if (desk_.document()->duplicate(row)) choose(row + 1);
  });
  on(Command::removeRecord, [this] {
    if (const int row = chosenRow(); row >= 0) desk_.document()->remove(row);
  });
  on(Command::find, [this] {
    context_.go("data");
    search_->setFocus();
    search_->selectAll();
  });
  on(Command::save, [this] { save(); });
  on(Command::saveAs, [this] { saveAs(); });
  on(Command::checkRecords, [this] { check(); });
}

const char* DataPage::whyNoEdit() const {
  const RecordsDocument* set = desk_.document();
  if (!set) return QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: no records are open.");
  if (set->set().other_kind()) return QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: only JSON and JSON Lines files in UTF-8 can be edited. Save the records as .jsonl and edit those.");
  if (set->readOnly()) return QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: another Lathe has the workspace open, so records can only be read here.");
  if (set->saving()) return QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: the records are being saved.");
  if (!isVisible()) return QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: records are edited on the Data page.");
  return "";
}

void DataPage::updateActions() {
  Actions& actions = context_.actions;
  RecordsDocument* set = desk_.document();
  const char* no_edit = whyNoEdit();
  const auto offer = [&](Command command, bool possible, const char* why) { actions.setAvailable(command, !*no_edit && possible, *no_edit ? no_edit : why); };
  const char* no_set = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: no records are open.");
  const char* no_row = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: no record is chosen.");
  const char* none = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: there is no edit to take back.");
  const char* no_redo = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: nothing was taken back.");
  const char* unchanged = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: nothing was changed.");
  const char* no_model = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: choose a model folder first; its tokenizer counts.");
  const char* busy = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: the records are being checked.");
  offer(Command::addRecord, true, "");
  offer(Command::duplicateRecord, chosenRow() >= 0, no_row);
  offer(Command::removeRecord, chosenRow() >= 0, no_row);
  offer(Command::undo, set && set->history().canUndo(), none);
  offer(Command::redo, set && set->history().canRedo(), no_redo);
  actions.setDetail(Command::undo, set ? set->history().undoText() : QString());
  actions.setDetail(Command::redo, set ? set->history().redoText() : QString());
  actions.setAvailable(Command::find, set, no_set);
  const char* saving = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: the records are being saved.");
  const bool free = set && !set->saving();
  actions.setAvailable(Command::saveAs, free, set ? saving : no_set);
  actions.setAvailable(Command::save, free && set->modified(), !set ? no_set : free ? unchanged : saving);
  actions.setAvailable(Command::checkRecords, desk_.canCheck() && !desk_.checking(), !set ? no_set : desk_.checking() ? busy : no_model);
  check_->setEnabled(desk_.canCheck() && !desk_.checking());
  check_->setToolTip(actions[Command::checkRecords]->toolTip());
}

void DataPage::check() {
  if (desk_.document() && !desk_.document()->settle()) return;
  context_.go("data");
  desk_.check();
  tokens_->setView(TokenPanel::problems);
}

void DataPage::editTemplate() {
  if (desk_.document() && !desk_.document()->settle()) return;
  TemplateWindow::show(context_, this, chosenRow(), [this](const QString& chosen) {
    config::RunConfig draft = context_.session.draft();
    draft.data.chat_template = ss(chosen);
    context_.session.setDraft(std::move(draft));
  });
}

void DataPage::save() {
  RecordsDocument* set = desk_.document();
  if (!set->settle()) return;
  auto* box = new QMessageBox(QMessageBox::Question, tr("Save over the original"),
                              tr("Write %1 records over %2?").arg(countText(set->size()), qs(set->set().file())), QMessageBox::NoButton, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(tr("The file as it was is replaced."));
  QPushButton* write = box->addButton(tr("Save over it"), QMessageBox::AcceptRole);
  box->addButton(tr("Cancel"), QMessageBox::RejectRole);
  connect(box, &QMessageBox::finished, this, [this, box, write, asked = QPointer(set)] {
    if (box->clickedButton() == write) saveTo(asked, {});
  });
  box->open();
}

void DataPage::saveAs() {
  RecordsDocument* set = desk_.document();
  if (!set->settle()) return;
  const QString file = qs(set->set().file());
  auto* dialog = new QFileDialog(this, tr("Save records as"), QFileInfo(file).path(), tr("JSON Lines (*.jsonl);;JSON (*.json)"));
  dialog->setObjectName("data.saveDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix("jsonl");
  dialog->selectFile(QFileInfo(file).fileName());
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) { dialog->setDefaultSuffix(filter.contains("jsonl") ? "jsonl" : "json"); });
  connect(dialog, &QFileDialog::fileSelected, this, [this, asked = QPointer(set)](const QString& target) { saveTo(asked, toPath(target)); });
  dialog->open();
}

void DataPage::saveTo(const QPointer<RecordsDocument>& asked, const std::filesystem::path& target) {
  if (!asked || asked.data() != desk_.document())
    return Q_EMIT failed({tr("Nothing was saved: other records were opened meanwhile."), tr("Open the former ones again; their edits are kept."), {}, {}});
  const auto show = [this] {
    updateActions();
    retitle();
  };
  asked->save(context_.background, target, show, [this, show](const ErrorText& error) {
    show();
    Q_EMIT failed(error);
  });
}

}  // namespace lathe::ui
