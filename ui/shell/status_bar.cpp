#include "ui/shell/status_bar.h"

#include <QLabel>
#include <QProgressBar>

#include "ui/bridge/text.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

StatusBar::StatusBar(EngineBridge& engine, RunMonitor& monitor, QWidget* parent) : QStatusBar(parent), monitor_(monitor) {
  setSizeGripEnabled(false);
  setContentsMargins(space::inside, 0, space::inside, 0);
  machine_ = mutedLabel(this);
  setVerbatim(machine_);
  memory_ = mutedLabel(this);
  memory_->setContentsMargins(space::inside, 0, 0, 0);
  job_ = mutedLabel(this);
  left_ = mutedLabel(this);
  progress_ = new QProgressBar(this);
  job_->setObjectName("status.job");
  progress_->setTextVisible(false);
  progress_->setFixedWidth(letters(this, 20));
  progress_->setMaximum(1000);
  addWidget(machine_);
  addWidget(memory_);
  for (QWidget* widget : std::initializer_list<QWidget*>{job_, progress_, left_}) addPermanentWidget(widget);
  connect(&engine, &EngineBridge::hardwareInspected, this, [this](const engine::Hardware& hardware) {
    hardware_ = hardware;
    showHardware();
  });
  connect(&monitor, &RunMonitor::stateChanged, this, [this] {
    showRun();
    announce(job_);
  });
  connect(&monitor, &RunMonitor::advanced, this, &StatusBar::showRun);
  texts_.add([this] {
    progress_->setAccessibleName(tr("Progress of the run"));
    showHardware();
    showRun();
  });
}

void StatusBar::showHardware() {
  if (!hardware_) return;
  machine_->setText(hardware_->cuda_ready ? qs(hardware_->cards.front().name) : processorText(hardware_->cpu));
  const auto total = hardware_->cuda_ready ? hardware_->cards.front().memory_bytes : hardware_->memory_bytes;
  memory_->setText(tr("Memory %1").arg(bytesText(total)));
}

QString StatusBar::lastRun() const {
  const QString name = qs(monitor_.config().name);
  if (!monitor_.outcome()) return tr("Offline · nothing is running");
  switch (monitor_.outcome()->result) {
    case engine::Result::failed: return tr("Offline · %1 failed").arg(name);
    case engine::Result::paused: return tr("Offline · %1 is paused").arg(name);
    case engine::Result::cancelled: return tr("Offline · %1 was cancelled").arg(name);
    case engine::Result::succeeded: return tr("Offline · %1 has ended").arg(name);
  }
  return {};
}

void StatusBar::showRun() {
  const bool active = monitor_.active();
  progress_->setVisible(active);
  left_->setVisible(active && monitor_.secondsLeft());
  if (!active) {
    job_->setText(lastRun());
    return;
  }
  const QString name = qs(monitor_.config().name);
  const qint64 total = monitor_.opened().total_steps;
  if (monitor_.state() == RunMonitor::State::stopping) job_->setText(tr("%1 · stopping").arg(name));
  else if (monitor_.state() == RunMonitor::State::pausing) job_->setText(tr("%1 · pausing").arg(name));
  else if (total > 0) job_->setText(tr("%1 · step %2 of %3").arg(name, countText(monitor_.step()), countText(total)));
  else job_->setText(tr("%1 · starting").arg(name));
  progress_->setValue(static_cast<int>(monitor_.share() * 1000));
  if (monitor_.secondsLeft()) left_->setText(tr("%1 left").arg(durationText(*monitor_.secondsLeft())));
}

}  // namespace lathe::ui
