// The foot of the window: the machine, the running job with its progress, and that nothing leaves the machine.
#pragma once
#include <QStatusBar>

#include "ui/bridge/run_monitor.h"
#include "ui/widgets/texts.h"

class QLabel;
class QProgressBar;

namespace lathe::ui {

class StatusBar : public QStatusBar {
  Q_OBJECT
 public:
  StatusBar(EngineBridge& engine, RunMonitor& monitor, QWidget* parent = nullptr);

 private:
  void showHardware();
  void showRun();
  QString lastRun() const;

  RunMonitor& monitor_;
  Texts texts_{this};
  std::optional<engine::Hardware> hardware_;
  QLabel* machine_;
  QLabel* memory_;
  QLabel* job_;
  QLabel* left_;
  QProgressBar* progress_;
};

}  // namespace lathe::ui
