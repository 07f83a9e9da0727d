// Where a person is in the wizard: the steps in a row, those done marked, the present one in the accent.
#pragma once
#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace lathe::ui {

class StepTrail : public QWidget {
  Q_OBJECT
 public:
  explicit StepTrail(QWidget* parent = nullptr);
  void setSteps(const QStringList& titles);
  // Steps before `reached` can be gone back to.
  void setCurrent(int step, int reached);

 Q_SIGNALS:
  void chosen(int step);

 private:
  QHBoxLayout* layout_;
  QList<QToolButton*> buttons_;
  QStringList titles_;
  int current_ = 0, reached_ = 0;
};

}  // namespace lathe::ui
