#include "ui/pages/compare_page.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QStackedWidget>

#include "ui/bridge/text.h"
#include "ui/forms/option_form.h"
#include "ui/widgets/answer_pane.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/prompt_edit.h"

namespace lathe::ui {
namespace {
constexpr int kOptionLines = 14;
constexpr int kByHand = -1;              // the last entry of the list
}

ComparePage::ComparePage(PageContext& context) : Page(context), desk_(context.engine, context.monitor) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  stack_ = new QStackedWidget(this);
  outer->addWidget(stack_);
  auto* empty = new EmptyState(stack_);
  stack_->addWidget(empty);
  connect(empty, &EmptyState::pressed, this, &ComparePage::chooseByHand);
  texts_.add([empty] { empty->setTexts(tr("There is no result to compare yet. Train a run, or choose a model folder and an adapter."), tr("Choose them…")); });
  auto* content = new QWidget(stack_);
  stack_->addWidget(content);
  auto* all = pageColumn(content);
  addHead(all);
  addOptions(all);
  addPrompt(all);
  addAnswers(all);
  connect(&desk_, &CompareDesk::failed, this, &Page::failed);
  connect(&desk_, &CompareDesk::busyChanged, this, &ComparePage::showState);
  connect(&desk_, &CompareDesk::changed, this, [this](int row) {
    if (row < 0 || table_->currentIndex().row() == row) showRow(table_->currentIndex().row());
  });
  connect(&context.shelf, &RunShelf::changed, this, &ComparePage::showPairs);
  texts_.add([this] {
    desk_.answers().retranslate();
    nameEntries();
    showChips();
    showState();
    showNotices();
  });
}

void ComparePage::addHead(QBoxLayout* into) {
  auto* line = row(into);
  QLabel* title = titleLabel(this);
  who_ = new QComboBox(this);
  who_->setObjectName("compare.who");
  who_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  note_ = wrappedMutedLabel(this);
  note_->setObjectName("compare.note");
  line->addWidget(title);
  line->addWidget(who_);
  line->addWidget(note_, 1);
  for (int i = 0; i < 4; ++i) {
    chips_ << chipLabel(this);
    line->addWidget(chips_.back());
  }
  QToolButton* more = chipButton(this);
  line->addWidget(more);
  connect(more, &QToolButton::toggled, this, [this](bool on) { option_panel_->setVisible(on); });
  connect(who_, &QComboBox::activated, this, [this](int index) {
    if (who_->itemData(index).toInt() == kByHand) return chooseByHand();
    wanted_run_.clear();
    no_result_ = false;
    if (pair()) chosen_ = pair()->key();
    showState();
  });
  texts_.add([=, this] {
    title->setText(tr("Compare"));
    who_->setAccessibleName(tr("What is compared"));
    more->setText(tr("Settings"));
    more->setToolTip(tr("Seed, temperature and length of the answers; both sides use the same."));
  });
}

void ComparePage::addOptions(QBoxLayout* into) {
  auto* panel = new Panel(this);
  option_panel_ = panel;
  panel->setObjectName("compare.options");
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, space::inside, 0);
  option_form_ = new OptionForm(context_.theme, content);
  option_form_->setOptions(option_rows<engine::GenerateOptions>());
  column->addWidget(option_form_);
  QWidget* area = scrolled(content, panel);
  area->setFixedHeight(kOptionLines * fontMetrics().lineSpacing());   // the answers keep their room
  panel->body()->addWidget(area);
  panel->hide();
  into->addWidget(panel);
  connect(option_form_, &OptionForm::changed, this, [this] {
    std::vector<Issue> faults;
    options(&faults);
    option_form_->showFaults(faults);
    showChips();
    showState();
  });
}

void ComparePage::addPrompt(QBoxLayout* into) {
  auto* panel = new Panel(this);
  into->addWidget(panel);
  prompt_ = new PromptEdit(panel);
  prompt_->setObjectName("compare.prompt");
  panel->body()->addWidget(prompt_);
  auto* line = row(panel->body());
  QLabel* label = mutedLabel(panel);
  system_ = new QLineEdit(panel);
  label->setBuddy(system_);
  all_ = plainButton(panel);
  generate_ = mainButton(panel);
  generate_->setObjectName("compare.generate");
  line->addWidget(label);
  line->addWidget(system_, 1);
  for (QPushButton* button : {all_, generate_}) line->addWidget(button);
  notices_ = wrappedMutedLabel(panel);
  notices_->setObjectName("compare.notices");
  setVerbatim(notices_);
  panel->body()->addWidget(notices_);
  connect(&desk_, &CompareDesk::noticed, this, &ComparePage::showNotices);
  connect(prompt_, &PromptEdit::sent, generate_, &QPushButton::click);
  connect(prompt_, &QPlainTextEdit::textChanged, this, &ComparePage::showState);
  connect(generate_, &QPushButton::clicked, this, [this] { generate({prompt_->toPlainText().trimmed()}); });
  connect(all_, &QPushButton::clicked, this, &ComparePage::askSamples);
  progress_ = new ProgressRow(panel);
  panel->body()->addWidget(progress_);
  connect(progress_, &ProgressRow::cancelled, &desk_, &CompareDesk::cancel);
  connect(&desk_, &CompareDesk::progressed, this, [this](const engine::Progress& progress) {
    progress_->advance(words(progress.stage), progress.done, progress.total, progress.seconds_left);
  });
  connect(&desk_, &CompareDesk::answering, this, [this] { progress_->begin(tr("Answering")); });
  texts_.add([=, this] {
    prompt_->setPlaceholderText(tr("Ask something. Return sends it, Shift+Return begins a new line."));
    prompt_->setAccessibleName(tr("Prompt"));
    label->setText(tr("System"));
    system_->setPlaceholderText(tr("none"));
    system_->setAccessibleName(tr("System line"));
    generate_->setText(tr("Generate"));
    all_->setText(tr("Ask the sample prompts"));
  });
}

void ComparePage::addAnswers(QBoxLayout* into) {
  auto* line = row(into, space::between);
  into->setStretchFactor(line, 3);
  before_ = new AnswerPane(context_.theme, engine::Side::before, this);
  after_ = new AnswerPane(context_.theme, engine::Side::after, this);
  line->addWidget(before_, 1);
  line->addWidget(after_, 1);
  auto* panel = new Panel(this);
  into->addWidget(panel, 2);
  QLabel* title = sectionLabel(panel);
  table_ = new DataTable(panel);
  table_->setObjectName("compare.table");
  table_->setModel(&desk_.answers());
  for (int column = 0; column < ComparisonModel::columns; ++column) table_->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
  panel->body()->addWidget(title);
  panel->body()->addWidget(table_, 1);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) { showRow(index.row()); });
  texts_.add([=, this] {
    title->setText(tr("Asked before"));
    table_->setAccessibleName(tr("Asked before"));
  });
}

void ComparePage::entered() { context_.shelf.refresh(); }

void ComparePage::chooseRun(const QString& run_folder) {
  wanted_run_ = run_folder;
  entered();
}

void ComparePage::showPairs() {
  const std::vector<ComparePair> pairs = comparePairs(context_.shelf.list());
  pairs_.clear();
  if (context_.monitor.state() == RunMonitor::State::running) {
    ComparePair live;
    live.name = qs(context_.monitor.config().name);
    live.live = true;
    pairs_.push_back(std::move(live));
  }
  pairs_.insert(pairs_.end(), by_hand_.begin(), by_hand_.end());
  pairs_.insert(pairs_.end(), pairs.begin(), pairs.end());
  who_->clear();
  for (size_t i = 0; i < pairs_.size(); ++i) who_->addItem(QString(), static_cast<int>(i));
  who_->addItem(QString(), kByHand);
  nameEntries();
  selectChosen();
  stack_->setCurrentIndex(pairs_.empty() && !no_result_ ? 0 : 1);
  showState();
}

void ComparePage::nameEntries() {
  for (int i = 0; i < who_->count(); ++i) {
    const int index = who_->itemData(i).toInt();
    if (index == kByHand) who_->setItemText(i, tr("Other model and adapter…"));
    else if (pairs_[index].live) who_->setItemText(i, tr("%1 · as it learns").arg(pairs_[index].name));
    else if (pairs_[index].result == "best") who_->setItemText(i, tr("%1 · best").arg(pairs_[index].name));
    else if (pairs_[index].result == "final") who_->setItemText(i, tr("%1 · final").arg(pairs_[index].name));
    else who_->setItemText(i, pairs_[index].name);
  }
}

// The wanted run's result, or what was compared before, or the first; nothing when the wanted run has no result.
void ComparePage::selectChosen() {
  const QString wanted = std::exchange(wanted_run_, {});
  const auto find = [this](const auto& fits) {
    const auto found = std::find_if(pairs_.begin(), pairs_.end(), fits);
    return found == pairs_.end() ? -1 : static_cast<int>(found - pairs_.begin());
  };
  int index = -1;
  if (!wanted.isEmpty()) no_result_ = (index = find([&](const ComparePair& pair) { return qs(pair.run) == wanted; })) < 0;
  else if (!no_result_ && (index = find([&](const ComparePair& pair) { return pair.key() == chosen_; })) < 0 && !pairs_.empty()) index = 0;
  who_->setCurrentIndex(index);
  if (index >= 0) chosen_ = pairs_[index].key();
}

void ComparePage::chooseByHand() {
  QFileDialog* dialog = folderDialog(this, tr("Choose the base model's folder"), context_.settings.lastFolder("models"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& base) {
    QFileDialog* second = folderDialog(this, tr("Choose the adapter or the tuned model"), base);
    connect(second, &QFileDialog::fileSelected, this, [this, base](const QString& tuned) { addByHand(base, tuned); });
    connect(second, &QFileDialog::rejected, this, [this] { selectChosen(); });
    openDialog(second, "compare.dialog");
  });
  connect(dialog, &QFileDialog::rejected, this, [this] { selectChosen(); });
  openDialog(dialog, "compare.dialog");
}

void ComparePage::addByHand(const QString& base, const QString& tuned) {
  ComparePair pair;
  pair.base = toPath(base);
  pair.tuned = toPath(tuned);
  pair.name = qs(pair.base.filename()) + " + " + qs(pair.tuned.filename());
  pair.whole_model = isWholeModel(pair.tuned);
  chosen_ = pair.key();
  no_result_ = false;
  by_hand_.insert(by_hand_.begin(), std::move(pair));
  showPairs();
}

void ComparePage::askSamples() {
  if (pair()) generate(pair()->prompts);
}

const ComparePair* ComparePage::pair() const {
  const int index = who_->currentData().isValid() ? who_->currentData().toInt() : kByHand;
  return index >= 0 && index < static_cast<int>(pairs_.size()) ? &pairs_[index] : nullptr;
}

engine::GenerateOptions ComparePage::options(std::vector<Issue>* faults) const {
  engine::GenerateOptions out;
  Json document = Json::object();
  option_form_->writeTo(document);
  std::vector<Issue> found = fields_from_json(document, out, "");
  if (faults) *faults = std::move(found);
  return out;
}

void ComparePage::showChips() {
  const engine::GenerateOptions now = options();
  chips_[0]->setText(tr("seed %1").arg(now.seed));
  chips_[1]->setText(tr("temperature %1").arg(qs(lathe::detail::to_arg(now.temperature))));
  chips_[2]->setText(tr("top-p %1").arg(qs(lathe::detail::to_arg(now.top_p))));
  chips_[3]->setText(tr("%1 tokens").arg(countText(now.max_new_tokens)));
}

void ComparePage::showState() {
  const ComparePair* chosen = pair();
  std::vector<Issue> faults;
  options(&faults);
  const QString not_now = !chosen ? tr("Choose what is compared first.") : desk_.busy() ? tr("An answer is being given.") : faults.empty() ? QString() : words(faults.front());
  const bool asked = !prompt_->toPlainText().trimmed().isEmpty();
  generate_->setEnabled(not_now.isEmpty() && asked);
  generate_->setToolTip(not_now.isEmpty() && !asked ? tr("Type a prompt first.") : not_now);
  all_->setVisible(chosen && !chosen->prompts.isEmpty());
  all_->setEnabled(not_now.isEmpty());
  all_->setToolTip(not_now);
  if (!desk_.busy()) progress_->end();
  else if (!progress_->active()) progress_->begin(tr("Answering"));
  if (!chosen) note_->setText(no_result_ ? tr("This run has no result yet: it was not trained to its end, nor stopped and saved.") : QString());
  else if (chosen->live) note_->setText(tr("answered between two steps of the run"));
  else if (chosen->whole_model) note_->setText(tr("base and tuned model are loaded one after the other"));
  else if (context_.monitor.active()) note_->setText(tr("waits until the run has ended"));
  else note_->setText(tr("one base in memory, the adapter switched off and on"));
}

void ComparePage::showNotices() {
  const QStringList notices = desk_.notices();
  notices_->setText(notices.join('\n'));
  notices_->setVisible(!notices.isEmpty());
}

void ComparePage::generate(const QStringList& prompts) {
  const ComparePair* chosen = pair();
  if (!chosen) return;
  const int row = desk_.ask(*chosen, system_->text(), prompts, options(), context_.session.draft().device);
  if (row >= 0) table_->selectRow(row);
}

void ComparePage::showRow(int row) {
  if (row < 0 || row >= desk_.answers().rowCount()) {
    before_->clear();
    after_->clear();
    return;
  }
  const Comparison& shown = desk_.answers().at(row);
  // Words are marked once both have spoken: before that everything would differ.
  const WordDiff diff = shown.before.done && shown.after.done ? wordDiff(shown.before.text, shown.after.text) : WordDiff{};
  before_->show(shown.before, diff.left);
  after_->show(shown.after, diff.right);
}

}  // namespace lathe::ui
