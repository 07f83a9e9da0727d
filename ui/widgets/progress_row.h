// What is being worked on: which stage, how far, how long still, and a way out. Hidden while there is nothing, and for
// what is done at once.
#pragma once
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <optional>

#include "ui/widgets/texts.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace lathe::ui {

class ProgressRow : public QWidget {
  Q_OBJECT
 public:
  explicit ProgressRow(QWidget* parent = nullptr);
  // The length is not known yet.
  void begin(const QString& stage);
  // `total` 0: unknown. Without a figure of its own the time left follows from the pace so far.
  void advance(const QString& stage, qint64 done, qint64 total, std::optional<double> seconds_left = {});
  void end();
  bool active() const { return active_; }

 Q_SIGNALS:
  void cancelled();

 private:
  void nameParts();

  Texts texts_{this};
  QElapsedTimer clock_;
  QTimer appear_;
  bool active_ = false;
  QLabel* stage_;
  QProgressBar* bar_;
  QLabel* left_;
  QPushButton* cancel_;
};

}  // namespace lathe::ui
