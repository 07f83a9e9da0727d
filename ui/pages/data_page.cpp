#include "ui/pages/data_page.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QSplitter>
#include <QStackedWidget>

#include "ui/bridge/text.h"
#include "ui/pages/token_panel.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/record_editor.h"

namespace lathe::ui {
namespace {
constexpr size_t kMostChips = 4;         // kinds of problems beside "all" and "problems"
}

DataPage::DataPage(PageContext& context) : Page(context), desk_(context.session, context.engine, context.theme) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  stack_ = new QStackedWidget(this);
  outer->addWidget(stack_);
  auto* empty = new EmptyState(stack_);
  stack_->addWidget(empty);
  connect(empty, &EmptyState::pressed, context.actions[Command::openRecords], &QAction::trigger);
  texts_.add([empty] { empty->setTexts(tr("No records are open. Open a JSON or JSON Lines file, or drop one here."), tr("Open records…")); });

  auto* content = new QWidget(stack_);
  stack_->addWidget(content);
  auto* all = pageColumn(content);
  addHead(all);
  addSearch(all);
  auto* rows = new QSplitter(Qt::Vertical, content);
  rows->setObjectName("data.rows");
  auto* columns = new QSplitter(Qt::Horizontal, rows);
  columns->setObjectName("data.columns");
  for (QSplitter* splitter : {rows, columns}) {
    splitter->setHandleWidth(space::between);
    splitter->setChildrenCollapsible(false);
  }
  addTable(columns);
  addEditor(columns);
  columns->setStretchFactor(0, 5);
  columns->setStretchFactor(1, 3);
  tokens_ = new TokenPanel(desk_, context.theme, rows);
  rows->setStretchFactor(0, 4);
  rows->setStretchFactor(1, 2);
  all->addWidget(rows, 1);

  connect(tokens_, &TokenPanel::modelWanted, context.actions[Command::openModel], &QAction::trigger);
  connect(tokens_, &TokenPanel::recordWanted, this, &DataPage::choose);
  connect(&desk_, &DataDesk::failed, this, &Page::failed);
  connect(&desk_, &DataDesk::checkChanged, this, [this] {
    rebuildChips();
    updateActions();
  });
  connect(&desk_, &DataDesk::checkProgress, this, [this](qint64 done, qint64 total) {
    shown_->setText(tr("checking, %1 of %2").arg(countText(done), countText(total)));
  });
  connect(&context.session, &Session::recordsChanged, this, &DataPage::follow);
  connect(&context.session, &Session::modelChanged, this, &DataPage::followModel);
  connect(&context.session, &Session::draftChanged, this, [this] { desk_.showTokens(chosenRow()); });
  connectActions();
  texts_.add([this] {
    desk_.table().retranslate();
    rebuildChips();
    retitle();
    showRecord();
  });
}

void DataPage::addHead(QBoxLayout* into) {
  auto* line = row(into);
  title_ = titleLabel(this);
  setVerbatim(title_);
  details_ = mutedLabel(this);
  check_ = plainButton(this);
  train_ = mainButton(this);
  train_->setObjectName("data.train");
  QPushButton* save_as = plainButton(this);
  line->addWidget(title_);
  line->addWidget(details_, 1);
  for (QPushButton* button : {save_as, check_, train_}) line->addWidget(button);
  connect(save_as, &QPushButton::clicked, context_.actions[Command::saveAs], &QAction::trigger);
  connect(check_, &QPushButton::clicked, context_.actions[Command::checkRecords], &QAction::trigger);
  connect(train_, &QPushButton::clicked, context_.actions[Command::newRun], &QAction::trigger);
  texts_.add([this, save_as] {
    save_as->setText(tr("Save as…"));
    check_->setText(tr("Check"));
    train_->setText(tr("Train on this"));
  });
}

void DataPage::addSearch(QBoxLayout* into) {
  auto* line = row(into);
  search_ = new QLineEdit(this);
  search_->setObjectName("data.search");
  search_->setClearButtonEnabled(true);
  search_->setMaximumWidth(letters(search_, 50));
  line->addWidget(search_, 2);
  auto* holder = new QWidget(this);
  chips_ = new QHBoxLayout(holder);
  chips_->setContentsMargins(0, 0, 0, 0);
  chip_group_ = new QButtonGroup(this);
  line->addWidget(holder, 0);
  shown_ = mutedLabel(this);
  line->addWidget(shown_, 1, Qt::AlignRight);
  for (const Command command : {Command::undo, Command::redo, Command::addRecord, Command::duplicateRecord, Command::removeRecord}) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(context_.actions[command]);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    line->addWidget(button);
    const auto name = [button, action = context_.actions[command]] { button->setAccessibleName(action->text().remove('&')); };
    name();
    connect(context_.actions[command], &QAction::changed, button, name);
  }
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
    QString fault;
    const bool valid = desk_.filter().search(text, &fault);
    setLook(search_, "fault", !valid);
    search_->setToolTip(valid ? QString() : fault);
    retitle();
  });
  texts_.add([this] {
    search_->setPlaceholderText(tr("Search records, or /regex/"));
    search_->setAccessibleName(tr("Search records"));
  });
}

void DataPage::addTable(QWidget* into) {
  auto* panel = new Panel(into);
  panel->body()->setContentsMargins(1, space::tiny, 1, space::tiny);
  table_ = new DataTable(panel);
  table_->setObjectName("data.table");
  table_->verticalHeader()->show();
  table_->verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  for (const Command command : {Command::addRecord, Command::duplicateRecord, Command::removeRecord, Command::undo, Command::redo})
    table_->addAction(context_.actions[command]);
  table_->setModel(&desk_.filter());
  panel->body()->addWidget(table_);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DataPage::showRecord);
  // A row that stayed only because it was edited goes once the view is done with choosing another.
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
    if (chosenRow() != desk_.filter().kept()) desk_.filter().keep(-1);
  }, Qt::QueuedConnection);
  connect(&desk_.filter(), &QAbstractItemModel::rowsInserted, this, &DataPage::retitle);
  connect(&desk_.filter(), &QAbstractItemModel::rowsRemoved, this, &DataPage::retitle);
  texts_.add([this] { table_->setAccessibleName(tr("Records")); });
}

void DataPage::addEditor(QWidget* into) {
  auto* panel = new Panel(into);
  record_title_ = sectionLabel(panel);
  editor_ = new RecordEditor(panel);
  panel->body()->addWidget(record_title_);
  panel->body()->addWidget(editor_, 1);
  connect(editor_, &RecordEditor::typing, this, [this] { desk_.filter().keep(editorRow()); });
  connect(editor_, &RecordEditor::edited, this, [this](const Json& record, const QString& field) {
    const int row = editorRow();
    if (row < 0 || !desk_.document()) return;
    desk_.filter().keep(row);
    desk_.document()->replace(row, record, field);
  });
}

void DataPage::connectActions() {
  const auto on = [this](Command command, auto act) { connect(context_.actions[command], &QAction::triggered, this, act); };
  on(Command::undo, [this] { if (desk_.document()) desk_.document()->undo(); });
  on(Command::redo, [this] { if (desk_.document()) desk_.document()->redo(); });
  on(Command::addRecord, [this] {
    if (!desk_.document()) return;
    const int row = chosenRow() + 1;
    desk_.document()->insert(row, desk_.document()->set().format().empty_record());
    choose(row);
    editor_->setFocus();
  });
  on(Command::duplicateRecord, [this] {
    const int row = chosenRow();
    if (row < 0) return;
    desk_.document()->duplicate(row);
    choose(row + 1);
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

void DataPage::follow() {
  RecordsDocument* set = desk_.document();
  stack_->setCurrentIndex(set ? 1 : 0);
  if (!set) return updateActions();
  connect(set, &RecordsDocument::replaced, this, [this](int row) { if (row == chosenRow()) showRecord(); });
  connect(set, &RecordsDocument::modifiedChanged, this, &DataPage::retitle);
  connect(set, &RecordsDocument::failed, this, [this](const QString& why) { Q_EMIT failed({why, {}, {}, {}}); });
  connect(&set->history(), &QUndoStack::indexChanged, this, &DataPage::updateActions);
  connect(set, &RecordsDocument::settling, editor_, &RecordEditor::commit);
  editor_->setReadOnly(set->readOnly());
  search_->clear();
  shareColumns();
  retitle();
  rebuildChips();
  choose(0);
  updateActions();
}

void DataPage::shareColumns() {
  QList<int> filled;
  for (int column = 0; column < desk_.table().tokensColumn(); ++column)
    if (desk_.table().hasText(column)) filled << column;
  table_->share(filled);
  setVerbatimColumns(table_, desk_.table().tokensColumn());
}

void DataPage::followModel() {
  tokens_->setModelName(qs(toPath(context_.session.model()).filename()));
  shareColumns();
  desk_.showTokens(chosenRow());
  updateActions();
}

void DataPage::retitle() {
  const RecordsDocument* set = desk_.document();
  if (!set) return;
  title_->setText(set->name() + (set->modified() ? QStringLiteral(" *") : QString()));
  std::error_code ignored;
  const auto bytes = std::filesystem::file_size(set->set().file(), ignored);
  details_->setText(tr("%1 records · %2 · %3").arg(countText(set->size()), qs(set->set().format().title), bytesText(ignored ? 0 : static_cast<qint64>(bytes))));
  details_->setToolTip(words(set->set().format_reason()));
  const int rows = desk_.filter().rowCount();
  shown_->setText(rows == set->size() ? QString() : tr("%1 shown").arg(countText(rows)));
}

void DataPage::rebuildChips() {
  const RecordFacts& facts = desk_.table().facts();
  while (QLayoutItem* item = chips_->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  const auto add = [this](const QString& text, const QString& problem, const QString& tip, bool alarm) {
    QToolButton* chip = chipButton(this);
    chip->setText(text);
    chip->setToolTip(tip);
    setLook(chip, "alarm", alarm);
    chip->setChecked(desk_.filter().problem() == problem);
    chip_group_->addButton(chip);
    chips_->addWidget(chip);
    connect(chip, &QToolButton::clicked, this, [this, problem] {
      desk_.filter().setProblem(problem);
      retitle();
    });
  };
  if (!desk_.document()) return;
  add(tr("All %1").arg(countText(desk_.document()->size())), {}, tr("Every record"), false);
  if (facts.report()) {
    add(tr("Problems %1").arg(countText(facts.rowsWithIssues())), "*", tr("Records that the check names"), facts.rowsWithIssues() > 0);
    size_t shown = 0;
    for (const auto& [code, count] : facts.codes()) {
      if (++shown > kMostChips) break;
      add(problemTitle(code) + " " + countText(count), code, facts.title(code), false);
    }
  }
  retitle();
}

int DataPage::chosenRow() const {
  const QModelIndex current = table_->currentIndex();
  return current.isValid() ? const_cast<DataDesk&>(desk_).filter().mapToSource(current).row() : -1;
}

void DataPage::choose(int row) {
  if (row < 0 || !desk_.document()) return;
  QModelIndex index = desk_.filter().mapFromSource(desk_.table().index(row, 0));
  if (!index.isValid()) {                // hidden by search or chips
    search_->clear();
    desk_.filter().setProblem({});
    rebuildChips();
    index = desk_.filter().mapFromSource(desk_.table().index(row, 0));
  }
  table_->setCurrentIndex(index);
  table_->selectRow(index.row());
  showRecord();
}

void DataPage::showRecord() {
  editor_->commit();                     // belongs to the record that is still in the editor
  const int row = chosenRow();
  in_editor_ = row < 0 ? QModelIndex() : desk_.table().index(row, 0);
  editor_->setEnabled(row >= 0);
  if (row < 0 || !desk_.document()) {
    record_title_->setText(tr("No record is chosen"));
    return updateActions();
  }
  record_title_->setText(tr("Record %1").arg(countText(row + 1)));
  editor_->show(desk_.document()->value(row), desk_.document()->set().format().columns);
  desk_.showTokens(row);
  updateActions();
}

const char* DataPage::whyNoEdit() const {
  const RecordsDocument* set = desk_.document();
  if (!set) return QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: no records are open.");
  if (set->readOnly()) return QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: another Lathe has the workspace open, so records can only be read here.");
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
  actions.setAvailable(Command::saveAs, set, no_set);
  actions.setAvailable(Command::save, set && set->modified(), set ? unchanged : no_set);
  actions.setAvailable(Command::checkRecords, desk_.canCheck() && !desk_.checking(), !set ? no_set : desk_.checking() ? busy : no_model);
  check_->setEnabled(desk_.canCheck() && !desk_.checking());
  check_->setToolTip(actions[Command::checkRecords]->toolTip());
}

void DataPage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  updateActions();
}

void DataPage::hideEvent(QHideEvent* event) {
  Page::hideEvent(event);
  updateActions();
}

void DataPage::showTokens() { tokens_->setView(TokenPanel::tokens); }

void DataPage::check() {
  if (desk_.document()) desk_.document()->settle();
  context_.go("data");
  desk_.check();
  tokens_->setView(TokenPanel::problems);
}

void DataPage::save() {
  RecordsDocument* set = desk_.document();
  set->settle();
  auto* box = new QMessageBox(QMessageBox::Question, tr("Save over the original"),
                              tr("Write %1 records over %2?").arg(countText(set->size()), qs(set->set().file())), QMessageBox::NoButton, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(tr("The file as it was is replaced."));
  QPushButton* write = box->addButton(tr("Save over it"), QMessageBox::AcceptRole);
  box->addButton(tr("Cancel"), QMessageBox::RejectRole);
  connect(box, &QMessageBox::finished, this, [this, box, write] {
    if (box->clickedButton() != write || !desk_.document()) return;
    attempt([&] { desk_.document()->saveOverOriginal(); }, [this](const ErrorText& error) { Q_EMIT failed(error); });
    updateActions();
    retitle();
  });
  box->open();
}

void DataPage::saveAs() {
  desk_.document()->settle();
  const QString target = QFileDialog::getSaveFileName(this, tr("Save records as"), qs(desk_.document()->set().file()), tr("JSON Lines (*.jsonl);;JSON (*.json)"));
  if (target.isEmpty()) return;
  attempt([&] { desk_.document()->saveAs(toPath(target)); }, [this](const ErrorText& error) { Q_EMIT failed(error); });
}

}  // namespace lathe::ui
