// The run in plain sentences and as the file that the command line takes; then it starts.
#pragma once
#include "ui/pages/train/wizard_step.h"

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace lathe::ui {

class ReviewStep : public WizardStep {
  Q_OBJECT
 public:
  ReviewStep(PageContext& context, RunDraft& draft);
  void entered() override;
  QString missing() const override;

 private:
  void showRun();
  void saveConfig();

  QLineEdit* name_;
  QLabel* sentences_;
  QLabel* faults_;
  QPlainTextEdit* json_;
};

}  // namespace lathe::ui
