#include "ui/pages/runs_page.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QHeaderView>
#include <QStackedWidget>

#include "ui/bridge/open_folder.h"
#include "ui/bridge/text.h"
#include "ui/pages/run_panels.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {
namespace {
constexpr int kRefreshMs = 100;          // however fast the steps come
constexpr size_t kMostLines = 500;       // of the log's end

// What the run said, in the language of now.
QStringList saidLines(const std::vector<runs::SaidLine>& lines) {
  QStringList out;
  for (size_t i = lines.size() - std::min(lines.size(), kMostLines); i < lines.size(); ++i)
    out << QDateTime::fromString(qs(lines[i].time), Qt::ISODate).toLocalTime().toString("yyyy-MM-dd HH:mm:ss  ") + words(lines[i].said);
  return out;
}
}  // namespace

RunsPage::RunsPage(PageContext& context) : Page(context) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  stack_ = new QStackedWidget(this);
  outer->addWidget(stack_);
  auto* empty = new EmptyState(stack_);
  stack_->addWidget(empty);
  connect(empty, &EmptyState::pressed, context.actions[Command::newRun], &QAction::trigger);
  texts_.add([empty] { empty->setTexts(tr("No run was made in this workspace yet."), tr("New run…")); });

  auto* content = new QWidget(stack_);
  stack_->addWidget(content);
  auto* all = pageColumn(content);
  addHead(all);
  auto* body = row(all, space::between);
  all->setStretchFactor(body, 1);
  addList(body);
  panels_ = new RunPanels(context.theme, content);
  body->addWidget(panels_, 1);

  connect(&context.shelf, &RunShelf::changed, this, &RunsPage::showList);
  connect(&context.monitor, &RunMonitor::stateChanged, this, [this] {
    if (context_.monitor.state() == RunMonitor::State::starting) choose({});
    showRun();
  });
  connect(&context.monitor, &RunMonitor::openedRun, this, [this] {
    if (chosen_.empty()) chosen_ = context_.monitor.opened().folder;
    showRun();
  });
  connect(&context.monitor, &RunMonitor::recalled, this, [this] {
    if (!live()) return;
    loaded_ = false;
    showLive();
  });
  refresh_.setSingleShot(true);
  refresh_.setInterval(kRefreshMs);
  connect(&refresh_, &QTimer::timeout, this, [this] { if (live() && isVisible()) showLive(); });
  connect(&context.monitor, &RunMonitor::advanced, this, [this] { if (!refresh_.isActive()) refresh_.start(); });
  connect(&context.monitor, &RunMonitor::ended, this, &RunsPage::showOutcome);
  texts_.add([this] {
    shown_lines_.reset();
    list_.retranslate();
    showList();
  });
}

void RunsPage::addHead(QBoxLayout* into) {
  auto* line = row(into);
  title_ = titleLabel(this);
  setVerbatim(title_);
  state_ = chipLabel(this);
  details_ = mutedLabel(this);
  setVerbatim(details_);
  for (QWidget* widget : std::initializer_list<QWidget*>{title_, state_}) line->addWidget(widget);
  line->addWidget(details_, 1);
  const auto button = [&](QPushButton*& made, Command command) {
    made = plainButton(this);
    QAction* action = context_.actions[command];
    connect(made, &QPushButton::clicked, action, &QAction::trigger);
    line->addWidget(made);
  };
  button(save_, Command::saveRunNow);
  button(pause_, Command::pauseRun);
  button(stop_, Command::stopRun);
  resume_ = mainButton(this);
  compare_ = plainButton(this);
  folder_ = plainButton(this);
  for (QPushButton* made : {folder_, compare_, resume_}) line->addWidget(made);
  resume_->setObjectName("runs.resume");
  compare_->setObjectName("runs.compare");
  connect(resume_, &QPushButton::clicked, this, &RunsPage::resume);
  connect(compare_, &QPushButton::clicked, this, [this] {
    context_.go("compare");
    Q_EMIT compareWanted(qs(chosen_));
  });
  connect(folder_, &QPushButton::clicked, this, [this] {
    if (const auto fault = openFolder(chosen_)) Q_EMIT failed(*fault);
  });
  texts_.add([this] {
    save_->setText(tr("Save now"));
    pause_->setText(tr("Pause"));
    stop_->setText(tr("Stop and save"));
    resume_->setText(tr("Take it up again"));
    compare_->setText(tr("Compare before and after"));
    folder_->setText(tr("Open its folder"));
  });
}

void RunsPage::addList(QBoxLayout* into) {
  auto* panel = new Panel(this);
  into->addWidget(panel);
  panel->setMaximumWidth(letters(panel, 34));
  QLabel* title = sectionLabel(panel);
  table_ = new DataTable(panel);
  table_->setObjectName("runs.list");
  table_->setModel(&list_);
  for (const int column : {RunListModel::model, RunListModel::method, RunListModel::curve}) table_->hideColumn(column);
  table_->stretch(RunListModel::name);
  table_->horizontalHeader()->setSectionResizeMode(RunListModel::evaluation, QHeaderView::ResizeToContents);
  panel->body()->addWidget(title);
  panel->body()->addWidget(table_, 1);
  faults_ = wrappedMutedLabel(panel);
  setVerbatimTip(faults_);
  faults_->hide();
  panel->body()->addWidget(faults_);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    if (index.isValid()) choose(list_.at(index.row()).summary.folder);
  });
  texts_.add([this, title] {
    title->setText(tr("Runs"));
    table_->setAccessibleName(tr("Runs"));
  });
}

bool RunsPage::live() const {
  const RunMonitor& monitor = context_.monitor;
  return monitor.active() && (chosen_.empty() || chosen_ == monitor.opened().folder);
}

void RunsPage::entered() {
  if (live()) showLive();                // what came while another page was seen
  context_.shelf.refresh();
}

void RunsPage::showList() {
  const RunList& list = context_.shelf.list();
  list_.show(list.runs);
  faults_->setText(runFaultsText(list.faults));
  faults_->setToolTip(runFaultsTip(list.faults));
  faults_->setVisible(!list.faults.empty());
  if (chosen_.empty() && !context_.monitor.active() && list_.rowCount() > 0) chosen_ = list_.at(0).summary.folder;
  if (const int row = list_.rowOf(chosen_); row >= 0) table_->selectRow(row);
  showRun();
}

void RunsPage::choose(const std::filesystem::path& folder) {
  if (chosen_ == folder && loaded_) return;
  chosen_ = folder;
  loaded_ = false;
  shown_lines_.reset();
  showRun();
}

void RunsPage::showRun() {
  stack_->setCurrentIndex(list_.rowCount() == 0 && !context_.monitor.active() ? 0 : 1);
  const bool is_live = live();
  for (QPushButton* button : {save_, pause_, stop_}) button->setVisible(is_live);
  const bool running = is_live && context_.monitor.state() == RunMonitor::State::running;
  save_->setEnabled(running);
  pause_->setEnabled(running);
  stop_->setEnabled(is_live && context_.monitor.state() != RunMonitor::State::stopping);
  if (is_live) {
    for (QPushButton* button : {resume_, compare_, folder_}) button->hide();
    if (isVisible()) showLive();         // else entered() does
    return;
  }
  const int row = list_.rowOf(chosen_);
  if (row < 0) return;
  const runs::RunSummary& summary = list_.at(row).summary;
  record_ = summary.record;
  resumable_ = summary.resumable;
  title_->setText(qs(record_.config.name));
  state_->setText(stateText(record_.state));
  setLook(state_, "tone", record_.state == runs::RunState::finished ? "good" : record_.state == runs::RunState::failed ? "danger" : "warn");
  QStringList details{qs(toPath(qs(record_.config.model.path)).filename()), methodText(record_.config), deviceText(record_.device)};
  if (!list_.at(row).hasResult()) details << tr("no result yet");
  details_->setText(details.join(" · "));
  details_->setToolTip(words(record_.sentence));
  resume_->setVisible(resumable_);
  const QString busy = context_.monitor.active() ? tr("Another run is going on.") : context_.session.readOnly() ? tr("Another Lathe has the workspace open.") : QString();
  resume_->setEnabled(busy.isEmpty());
  resume_->setToolTip(busy);
  compare_->setVisible(list_.at(row).hasResult());
  folder_->setVisible(true);
  panels_->setNote(words(record_.best_note));
  if (!loaded_) load(chosen_);
  else if (shown_ == chosen_) panels_->showLines(saidLines(said_));      // a change of language
}

void RunsPage::showLive() {
  const RunMonitor& monitor = context_.monitor;
  title_->setText(qs(monitor.config().name));
  state_->setText(monitor.state() == RunMonitor::State::running    ? tr("running")
                  : monitor.state() == RunMonitor::State::pausing  ? tr("pausing")
                  : monitor.state() == RunMonitor::State::stopping ? tr("stopping")
                                                                   : tr("starting"));
  setLook(state_, "tone", "accent");
  QStringList details{qs(toPath(qs(monitor.config().model.path)).filename()), methodText(monitor.config())};
  if (monitor.opened().trainable_parameters > 0) details << tr("%1 learn").arg(shortCountText(monitor.opened().trainable_parameters));
  if (monitor.history().steps.empty() && !monitor.stage().isEmpty()) details << monitor.stage();
  details_->setText(details.join(" · "));
  panels_->setNote({});
  const std::filesystem::path live_folder = monitor.opened().folder;
  panels_->show(monitor.history(), {monitor.opened().total_steps, monitor.secondsLeft(), true}, loaded_ && shown_ == live_folder);
  if (shown_lines_ != monitor.numLines()) panels_->showLines(monitor.lines());
  shown_lines_ = monitor.numLines();
  shown_ = live_folder;
  loaded_ = true;
}

void RunsPage::load(const std::filesystem::path& folder) {
  loaded_ = true;
  context_.background.run(
      this, [folder] { return runs::read_history(folder); },
      [this, folder](const runs::RunHistory& run) {
        if (folder != chosen_ || live()) return;
        panels_->show(run, {record_.total_steps, {}, false}, false);
        said_ = run.lines;
        panels_->showLines(saidLines(said_));
        shown_lines_.reset();
        shown_ = folder;
      },
      [this, folder](const ErrorText& error) {
        if (folder != chosen_ || live()) return;
        panels_->show({}, {}, false);
        panels_->showLines({});
        shown_lines_.reset();
        Q_EMIT failed(error);
      });
}

// A run that paused because the disk is full has ended well and still has something to say.
void RunsPage::showOutcome(const engine::JobFinished& outcome) {
  loaded_ = false;
  if (outcome.result == engine::Result::failed || !outcome.code.empty()) Q_EMIT failed(errorText(outcome));
}

void RunsPage::resume() {
  context_.monitor.start({record_.config, context_.session.workspaceFolder(), chosen_, true});
}

}  // namespace lathe::ui
