// Train: the wizard. Back keeps what was typed; what is missing is said beside the button.
#pragma once
#include "ui/pages/page.h"
#include "ui/pages/run_draft.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace lathe::ui {

class StepTrail;
class WizardStep;

class TrainPage : public Page {
  Q_OBJECT
 public:
  explicit TrainPage(PageContext& context);
  RunDraft& draft() { return draft_; }
  void goTo(int step);
  int step() const { return step_; }
  void entered() override;

 private:
  void next();
  void start();
  void follow();                         // what may be done now

  RunDraft draft_;
  std::vector<WizardStep*> steps_;
  StepTrail* trail_;
  QStackedWidget* stack_;
  QLabel* hint_;
  QPushButton* back_;
  QPushButton* next_;
  int step_ = 0, reached_ = 0;
};

}  // namespace lathe::ui
