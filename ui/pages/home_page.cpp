#include "ui/pages/home_page.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>

#include "ui/bridge/text.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/sparkline.h"

namespace lathe::ui {

HomePage::HomePage(PageContext& context) : Page(context) {
  auto* all = pageColumn(this);
  QLabel* title = titleLabel(this);
  all->addWidget(title);
  texts_.add([title] { title->setText(tr("What shall this machine learn?")); });
  auto* top = row(all, space::between);
  addDemo(top);
  addMachine(top);
  addButtons(all);
  auto* bottom = row(all, space::between);
  all->setStretchFactor(bottom, 1);
  addRuns(bottom);
  addRecent(bottom);
  connect(&context.session, &Session::workspaceOpened, this, &HomePage::entered);
  connect(&context.shelf, &RunShelf::changed, this, &HomePage::showRuns);
  connect(&context.shelf, &RunShelf::failed, this, &Page::failed);
  connect(&context.session, &Session::loadingChanged, this, &HomePage::offerDemo);
  connect(context.actions[Command::openDemo], &QAction::changed, this, &HomePage::offerDemo);
  connect(&context.session, &Session::demoOpened, this, [this] { context_.go("data"); });
  connect(&context.settings, &SettingsStore::recentChanged, this, &HomePage::entered);
  connect(&context.monitor, &RunMonitor::stateChanged, this, &HomePage::showRuns);
  texts_.add([this] {
    run_model_.retranslate();
    recent_model_.retranslate();
    showHardware();
    showRuns();
  });
}

void HomePage::addDemo(QBoxLayout* into) {
  auto* panel = new Panel(this);
  into->addWidget(panel, 5);
  auto* head = row(panel->body());
  QLabel* title = sectionLabel(panel);
  QLabel* chip = chipLabel(panel);
  head->addWidget(title);
  head->addWidget(chip);
  head->addStretch(1);
  QLabel* text = wrappedMutedLabel(panel);
  panel->body()->addWidget(text);
  panel->body()->addStretch(1);
  auto* foot = row(panel->body());
  demo_ = mainButton(panel);
  demo_->setObjectName("home.demo");
  foot->addWidget(demo_);
  QLabel* languages = mutedLabel(panel);
  languages->setText("English · 中文");
  setVerbatim(languages);
  foot->addWidget(languages);
  foot->addStretch(1);
  connect(demo_, &QPushButton::clicked, context_.actions[Command::openDemo], &QAction::trigger);
  texts_.add([this, title, chip, text] {
    title->setText(tr("Start here: the demo, about a minute"));
    chip->setText(tr("no card needed"));
    text->setText(tr("A small model that Lathe brought along does not know who it is. Teach it with a few records, watch the loss fall, compare before and after."));
    demo_->setText(tr("Open the demo"));
  });
}

void HomePage::offerDemo() {
  const QAction* action = context_.actions[Command::openDemo];
  demo_->setEnabled(action->isEnabled() && !context_.session.loading());
  demo_->setToolTip(action->toolTip());
}

void HomePage::addMachine(QBoxLayout* into) {
  auto* panel = new Panel(this);
  into->addWidget(panel, 4);
  auto* head = row(panel->body());
  QLabel* title = sectionLabel(panel);
  machine_ready_ = chipLabel(panel);
  head->addWidget(title);
  head->addWidget(machine_ready_);
  head->addStretch(1);
  machine_ = bodyLabel(panel);
  machine_details_ = wrappedMutedLabel(panel);
  panel->body()->addWidget(machine_);
  panel->body()->addWidget(machine_details_);
  panel->body()->addStretch(1);
  connect(&context_.engine, &EngineBridge::hardwareInspected, this, [this](const engine::Hardware& hardware) {
    hardware_ = hardware;
    showHardware();
  });
  texts_.add([title] { title->setText(tr("This machine")); });
}

void HomePage::showHardware() {
  if (!hardware_) {
    machine_ready_->hide();
    machine_->setText(tr("Looking at the machine…"));
    machine_details_->clear();
    return;
  }
  machine_->setText(words(hardware_->sentence));
  machine_ready_->show();
  machine_ready_->setText(hardware_->cuda_ready ? tr("✓ card ready") : tr("✓ processor ready"));
  setLook(machine_ready_, "tone", "good");
  machine_details_->setText(tr("Processor: %1\nMemory: %2, %3 free").arg(processorText(hardware_->cpu), bytesText(hardware_->memory_bytes), bytesText(hardware_->free_bytes)));
}

void HomePage::addButtons(QBoxLayout* into) {
  auto* line = row(into);
  const auto add = [&](Command command) {
    QPushButton* button = plainButton(this);
    followAction(button, context_.actions[command]);
    line->addWidget(button);
    return button;
  };
  QPushButton* model = add(Command::openModel);
  QPushButton* records = add(Command::openRecords);
  QPushButton* run = add(Command::newRun);
  QLabel* hint = mutedLabel(this);
  line->addWidget(hint, 1);
  texts_.add([=] {
    model->setText(tr("Open a model folder…"));
    records->setText(tr("Open records…"));
    run->setText(tr("New run…"));
    hint->setText(tr("or drop a folder or a file anywhere on this window"));
  });
}

void HomePage::addRuns(QBoxLayout* into) {
  auto* panel = new Panel(this);
  into->addWidget(panel, 5);
  QLabel* title = sectionLabel(panel);
  panel->body()->addWidget(title);
  run_stack_ = new QStackedWidget(panel);
  panel->body()->addWidget(run_stack_, 1);
  run_faults_ = mutedLabel(panel);
  setVerbatimTip(run_faults_);
  panel->body()->addWidget(run_faults_);
  auto* empty = new EmptyState(run_stack_);
  run_table_ = new DataTable(run_stack_);
  run_table_->setModel(&run_model_);
  run_table_->setItemDelegateForColumn(RunListModel::curve, new SparklineDelegate(context_.theme, run_table_));
  run_table_->share({RunListModel::name});
  run_table_->horizontalHeader()->setSectionResizeMode(RunListModel::curve, QHeaderView::Fixed);
  run_table_->setColumnWidth(RunListModel::curve, letters(run_table_, 22));
  run_stack_->addWidget(empty);
  run_stack_->addWidget(run_table_);
  run_table_->setObjectName("home.runs");
  connect(run_table_, &DataTable::rowEntered, this, [this](const QModelIndex& index) { Q_EMIT runWanted(qs(run_model_.at(index.row()).summary.folder)); });
  connect(empty, &EmptyState::pressed, context_.actions[Command::newRun], &QAction::trigger);
  texts_.add([=, this] {
    title->setText(tr("Recent runs"));
    run_table_->setAccessibleName(tr("Recent runs"));
    empty->setTexts(tr("No run was made in this workspace yet."), tr("New run…"));
  });
}

void HomePage::addRecent(QBoxLayout* into) {
  auto* panel = new Panel(this);
  into->addWidget(panel, 4);
  QLabel* title = sectionLabel(panel);
  panel->body()->addWidget(title);
  recent_stack_ = new QStackedWidget(panel);
  panel->body()->addWidget(recent_stack_, 1);
  auto* empty = new EmptyState(recent_stack_);
  auto* table = new DataTable(recent_stack_);
  table->setModel(&recent_model_);
  table->stretch(RecentModel::name);
  recent_stack_->addWidget(empty);
  recent_stack_->addWidget(table);
  connect(table, &DataTable::rowEntered, this, [this](const QModelIndex& index) {
    if (const RecentItem item = recent_model_.at(index.row()); item.exists) context_.open(item.path);
  });
  connect(empty, &EmptyState::pressed, context_.actions[Command::openModel], &QAction::trigger);
  texts_.add([=] {
    title->setText(tr("Models and records"));
    table->setAccessibleName(tr("Models and records"));
    empty->setTexts(tr("Nothing was opened yet."), tr("Open a model folder…"));
  });
}

void HomePage::entered() {
  if (!context_.session.workspace()) return;
  context_.shelf.refresh();
  const QStringList models = context_.settings.recentModels(), records = context_.settings.recentRecords();
  context_.background.run(
      this, [models, records] { return lookAtRecent(models, records); },
      [this](std::vector<RecentItem> items) {
        recent_stack_->setCurrentIndex(items.empty() ? 0 : 1);
        recent_model_.show(std::move(items));
      },
      [this](const ErrorText& error) { Q_EMIT failed(error); });
}

void HomePage::showRuns() {
  const RunList& list = context_.shelf.list();
  run_stack_->setCurrentIndex(list.runs.empty() ? 0 : 1);
  run_faults_->setText(runFaultsText(list.faults));
  run_faults_->setToolTip(runFaultsTip(list.faults));
  run_faults_->setVisible(!list.faults.empty());
  run_model_.show(list.runs);
  for (int row = 0; row < run_model_.rowCount(); ++row) {
    const runs::RunSummary& summary = run_model_.at(row).summary;
    if (!summary.resumable || context_.monitor.active() || context_.session.readOnly()) continue;
    QPushButton* again = linkButton(run_table_);
    again->setText(tr("Take it up again"));
    connect(again, &QPushButton::clicked, this, [this, row] { resume(row); });
    run_table_->setIndexWidget(run_model_.index(row, RunListModel::curve), again);
  }
}

void HomePage::resume(int row) {
  const runs::RunSummary& summary = run_model_.at(row).summary;
  context_.monitor.start({summary.record.config, context_.session.workspaceFolder(), summary.folder, true});
  context_.go("runs");
}

}  // namespace lathe::ui
