#include "ui/pages/data_page.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>

#include "ui/bridge/record_files.h"
#include "ui/bridge/text.h"
#include "ui/pages/token_panel.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/record_editor.h"

namespace lathe::ui {
namespace {
constexpr size_t kMostChips = 4;         // kinds of problems beside "all" and "problems"
}

DataPage::DataPage(PageContext& context) : Page(context), desk_(context.session, context.engine, context.background, context.theme) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  stack_ = new QStackedWidget(this);
  outer->addWidget(stack_);
  auto* empty = new EmptyState(stack_);
  stack_->addWidget(empty);
  followAction(empty->button(), context.actions[Command::openRecords]);
  texts_.add([empty] { empty->setTexts(tr("No records are open. Open a file, or drop one here: %1.").arg(recordFileKinds()), tr("Open records…")); });

  auto* content = new QWidget(stack_);
  stack_->addWidget(content);
  auto* all = pageColumn(content);
  addHead(all);
  addSearch(all);
  progress_ = new ProgressRow(content);
  all->addWidget(progress_);
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
  connect(tokens_, &TokenPanel::checkWanted, context.actions[Command::checkRecords], &QAction::trigger);
  connect(tokens_, &TokenPanel::recordWanted, this, &DataPage::choose);
  connect(tokens_, &TokenPanel::templateWanted, this, &DataPage::editTemplate);
  connect(&desk_, &DataDesk::failed, this, &Page::failed);
  connect(&desk_, &DataDesk::checkChanged, this, [this] {
    if (!desk_.checking()) progress_->end();
    else if (!progress_->active()) progress_->begin(tr("Checking the records"));
    rebuildChips();
    updateActions();
  });
  connect(&desk_, &DataDesk::checkProgress, this, [this](const engine::Progress& progress) {
    progress_->advance(words(progress.stage), progress.done, progress.total, progress.seconds_left);
  });
  connect(&desk_, &DataDesk::filtered, this, &DataPage::followFilter);
  connect(progress_, &ProgressRow::cancelled, &desk_, &DataDesk::cancelCheck);
  connect(&context.session, &Session::recordsChanged, this, &DataPage::follow);
  connect(&context.session, &Session::modelChanged, this, &DataPage::followModel);
  connect(&desk_, &DataDesk::optionsChanged, this, [this] { desk_.showTokens(chosenRow()); });
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
    const bool valid = desk_.search(text, &fault);
    setLook(search_, "fault", !valid);
    search_->setToolTip(valid ? QString() : fault);
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
  editor_->setTake([this](const Json& record, const QString& field) {
    const int row = editorRow();
    if (row < 0 || !desk_.document()) return true;
    desk_.filter().keep(row);
    return desk_.document()->replace(row, record, field);
  });
}

void DataPage::follow() {
  RecordsDocument* set = desk_.document();
  stack_->setCurrentIndex(set ? 1 : 0);
  if (!set) return updateActions();
  connect(set, &RecordsDocument::replaced, this, [this](int row) { if (row == chosenRow()) showRecord(); });
  // The view chooses anew while the table still counts as before.
  connect(set, &RecordsDocument::inserted, this, &DataPage::showRecord);
  connect(set, &RecordsDocument::removed, this, &DataPage::showRecord);
  connect(set, &RecordsDocument::modifiedChanged, this, [this] {
    retitle();
    updateActions();
  });
  connect(set, &RecordsDocument::failed, this, [this](const QString& why) { Q_EMIT failed({why, {}, {}, {}}); });
  connect(&set->history(), &QUndoStack::indexChanged, this, &DataPage::updateActions);
  set->setHandIn([page = QPointer(this)] { return !page || page->handIn(); });
  connect(set, &RecordsDocument::savingChanged, this, [this] {
    const RecordsDocument* set = desk_.document();
    editor_->setReadOnly(!set || set->readOnly() || set->saving());
    updateActions();
  });
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
  const QString count = countText(set->size()), format = words(set->set().format().title);
  details_->setText(ignored ? tr("%1 records · %2").arg(count, format) : tr("%1 records · %2 · %3").arg(count, format, bytesText(static_cast<qint64>(bytes))));
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
      desk_.setProblem(problem);
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
    desk_.showAll();
    rebuildChips();
    index = desk_.filter().mapFromSource(desk_.table().index(row, 0));
  }
  table_->setCurrentIndex(index);
  table_->selectRow(index.row());
  showRecord();
}

// The chosen row may have gone; the first one that is left takes its place.
void DataPage::followFilter() {
  retitle();
  if (chosenRow() < 0 && desk_.filter().rowCount() > 0) table_->selectRow(0);
  else if (chosenRow() != editorRow()) showRecord();
}

// Why an edit was not taken is said by the document, or here.
bool DataPage::handIn() {
  if (editor_->commit()) return true;
  if (const QString fault = editor_->fault(); !fault.isEmpty())
    Q_EMIT failed({tr("What was typed for record %1 cannot be taken: %2").arg(countText(editorRow() + 1), fault), tr("Correct it on the Data page, or discard it there."), {}, {}});
  return false;
}

// What was typed belongs to the record that is still in the editor: until it is taken, that record stays chosen.
void DataPage::showRecord() {
  if (!handIn() && chosenRow() != editorRow()) {
    QMetaObject::invokeMethod(this, [this] { if (chosenRow() != editorRow()) choose(editorRow()); }, Qt::QueuedConnection);
    return;
  }
  int row = chosenRow();
  if (!desk_.document() || row >= desk_.document()->size()) row = -1;
  in_editor_ = row < 0 ? QModelIndex() : desk_.table().index(row, 0);
  editor_->setEnabled(row >= 0);
  if (row < 0 || !desk_.document()) {
    record_title_->setText(tr("No record is chosen"));
    desk_.showTokens(-1);
    return updateActions();
  }
  record_title_->setText(tr("Record %1").arg(countText(row + 1)));
  editor_->show(desk_.document()->value(row), desk_.document()->set().format().columns);
  desk_.showTokens(row);
  updateActions();
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

}  // namespace lathe::ui
