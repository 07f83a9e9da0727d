// Closing while a run goes on asks once: save and stop, or stay. The default never loses work.
#pragma once
#include <QObject>
#include <functional>

#include "ui/bridge/run_monitor.h"

class QWidget;

namespace lathe::ui {

class CloseGuard : public QObject {
  Q_OBJECT
 public:
  enum class Choice { saveAndStop, cancel };
  using Ask = std::function<void(QWidget* parent, const QString& run, std::function<void(Choice)> answer)>;

  // `ask` is the dialog; tests bring their own answer.
  explicit CloseGuard(RunMonitor& monitor, Ask ask = {});
  // True when the window may close now; else it asks, and closes `window` itself once the run has saved. When the run
  // could not save, the window stays.
  bool mayClose(QWidget* window);

 private:
  RunMonitor& monitor_;
  Ask ask_;
  bool waiting_ = false;
};

}  // namespace lathe::ui
