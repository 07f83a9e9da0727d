// The machine stays awake while a run goes on and not longer. Without a desktop service that can do it, a line in the
// run's log says so.
#pragma once
#include <QObject>

#include "ui/bridge/run_monitor.h"

namespace lathe::ui {

class KeepAwake : public QObject {
  Q_OBJECT
 public:
  explicit KeepAwake(RunMonitor& monitor, QObject* parent = nullptr);
  ~KeepAwake() override;
  bool holds() const { return cookie_ != 0 || lock_fd_ >= 0; }

 Q_SIGNALS:
  void unavailable(const lathe::Phrase& why);

 private:
  void follow();
  void hold();
  void release();
  void askLogind();

  RunMonitor& monitor_;
  bool wanted_ = false;
  uint cookie_ = 0;                      // of org.freedesktop.ScreenSaver
  int lock_fd_ = -1;                     // of login1: closing it ends the lock
};

}  // namespace lathe::ui
