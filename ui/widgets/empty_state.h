// Where there is nothing yet: one sentence and one button; no button when there is nothing to do.
#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace lathe::ui {

class EmptyState : public QWidget {
  Q_OBJECT
 public:
  explicit EmptyState(QWidget* parent = nullptr);
  void setTexts(const QString& sentence, const QString& button);
  QPushButton* button() const { return button_; }

 Q_SIGNALS:
  void pressed();

 private:
  QLabel* sentence_;
  QPushButton* button_;
};

}  // namespace lathe::ui
