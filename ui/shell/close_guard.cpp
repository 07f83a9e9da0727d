#include "ui/shell/close_guard.h"

#include <QMessageBox>
#include <QPushButton>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {

// Shown without a nested event loop: the answer comes by signal.
void askInDialog(QWidget* parent, const QString& run, std::function<void(CloseGuard::Choice)> answer) {
  auto* box = new QMessageBox(parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setIcon(QMessageBox::Question);
  box->setWindowTitle(CloseGuard::tr("A run is going on"));
  box->setText(CloseGuard::tr("%1 is still training.").arg(run));
  box->setInformativeText(CloseGuard::tr("Save and stop writes what it has learned so far and then closes the window."));
  QPushButton* save = box->addButton(CloseGuard::tr("Save and stop"), QMessageBox::AcceptRole);
  QPushButton* stay = box->addButton(CloseGuard::tr("Cancel"), QMessageBox::RejectRole);
  box->setDefaultButton(save);
  box->setEscapeButton(stay);
  QObject::connect(box, &QMessageBox::finished, parent, [box, save, answer = std::move(answer)] {
    answer(box->clickedButton() == save ? CloseGuard::Choice::saveAndStop : CloseGuard::Choice::cancel);
  });
  box->open();
}

bool ended_well(const engine::JobFinished& outcome) { return outcome.result != engine::Result::failed && outcome.code.empty(); }

}  // namespace

CloseGuard::CloseGuard(RunMonitor& monitor, Ask ask) : monitor_(monitor), ask_(ask ? std::move(ask) : askInDialog) {}

bool CloseGuard::mayClose(QWidget* window) {
  if (!monitor_.active()) return true;
  if (std::exchange(waiting_, true)) return false;
  ask_(window, qs(monitor_.config().name), [this, window](Choice choice) {
    if (choice == Choice::cancel) {
      waiting_ = false;
      return;
    }
    // Only a run that has saved lets the window go: what went wrong is read in it.
    const auto close = [this, window] {
      waiting_ = false;
      if (!monitor_.outcome() || ended_well(*monitor_.outcome())) window->close();
    };
    if (!monitor_.active()) return close();          // it ended while the question stood
    connect(&monitor_, &RunMonitor::ended, window, close, Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
    monitor_.stopAndSave();
  });
  return false;
}

}  // namespace lathe::ui
