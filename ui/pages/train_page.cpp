#include "ui/pages/train_page.h"

#include <QBoxLayout>
#include <QStackedWidget>

#include "ui/pages/train/wizard_step.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/step_trail.h"

namespace lathe::ui {

TrainPage::TrainPage(PageContext& context)
    : Page(context), draft_({context.session, context.monitor, context.settings, context.engine, context.background, context.catalog}) {
  auto* all = pageColumn(this);
  auto* head = row(all, space::around);
  QLabel* title = titleLabel(this);
  trail_ = new StepTrail(this);
  head->addWidget(title);
  head->addWidget(trail_);
  head->addStretch(1);
  stack_ = new QStackedWidget(this);
  all->addWidget(stack_, 1);
  for (const StepSpec& spec : wizardSteps()) {
    WizardStep* step = spec.make(context, draft_);
    step->setObjectName("step." + QString(spec.id));
    stack_->addWidget(step);
    steps_.push_back(step);
    connect(step, &WizardStep::changed, this, &TrainPage::follow);
  }
  auto* foot = row(all);
  hint_ = wrappedMutedLabel(this);
  back_ = plainButton(this);
  next_ = mainButton(this);
  next_->setObjectName("train.next");
  foot->addWidget(hint_, 1);
  foot->addWidget(back_);
  foot->addWidget(next_);
  connect(back_, &QPushButton::clicked, this, [this] { goTo(step_ - 1); });
  connect(next_, &QPushButton::clicked, this, &TrainPage::next);
  connect(trail_, &StepTrail::chosen, this, &TrainPage::goTo);
  connect(&draft_, &RunDraft::changed, this, &TrainPage::follow);
  connect(&draft_, &RunDraft::checkFailed, this, &Page::failed);
  connect(&draft_, &RunDraft::failed, this, &Page::failed);
  connect(&draft_, &RunDraft::started, this, [this] { context_.go("runs"); });
  connect(context.actions[Command::startRun], &QAction::triggered, this, &TrainPage::start);
  connect(context.actions[Command::newRun], &QAction::triggered, this, [this] { goTo(0); });
  texts_.add([this, title] {
    title->setText(tr("New run"));
    QStringList titles;
    for (const StepSpec& spec : wizardSteps()) titles << stepTitle(spec);
    trail_->setSteps(titles);
    back_->setText(tr("Back"));
    follow();
  });
}

void TrainPage::entered() { steps_[step_]->entered(); }

void TrainPage::goTo(int step) {
  if (step < 0 || step >= static_cast<int>(steps_.size())) return;
  step_ = step;
  reached_ = std::max(reached_, step);
  steps_[step]->entered();               // before it is seen: a form that grows in sight is laid out at every row
  stack_->setCurrentIndex(step);
  follow();
}

void TrainPage::next() {
  if (!steps_[step_]->missing().isEmpty()) return;
  if (step_ + 1 == static_cast<int>(steps_.size())) start();
  else goTo(step_ + 1);
}

void TrainPage::follow() {
  trail_->setCurrent(step_, reached_);
  const bool last = step_ + 1 == static_cast<int>(steps_.size());
  const QString missing = steps_.empty() ? QString() : steps_[step_]->missing();
  back_->setEnabled(step_ > 0);
  next_->setText(last ? tr("Start training") : tr("Next: %1").arg(stepTitle(wizardSteps()[step_ + 1])));
  next_->setEnabled(missing.isEmpty());
  next_->setToolTip(missing);
  hint_->setText(missing.isEmpty() ? (last ? tr("Ctrl+Return starts") : QString()) : missing);
  const bool active = context_.monitor.active();
  const char* busy = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: another run is going on.");
  const char* unfit = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: the wizard on the Train page says what is missing.");
  const char* elsewhere = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: another Lathe has the workspace open.");
  const char* written = QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: the edited records are being written.");
  context_.actions.setAvailable(Command::startRun, !active && !draft_.writing() && draft_.faults().empty(), active ? busy : context_.session.readOnly() ? elsewhere : draft_.writing() ? written : unfit);
}

// A large set takes a while to be written: until then this page says so, from wherever the run was started.
void TrainPage::start() {
  if (!draft_.start() || !draft_.writing()) return;
  goTo(static_cast<int>(steps_.size()) - 1);
  context_.go("train");
}

}  // namespace lathe::ui
