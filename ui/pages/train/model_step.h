// Which model learns: a folder, and what it holds.
#pragma once
#include "ui/models/recent_model.h"
#include "ui/pages/train/wizard_step.h"

class QLabel;
class QStackedWidget;

namespace lathe::ui {

class DataTable;
class FactList;

class ModelStep : public WizardStep {
  Q_OBJECT
 public:
  ModelStep(PageContext& context, RunDraft& draft);
  void entered() override;
  QString missing() const override;

 private:
  void showModel();

  RecentModel recent_;
  DataTable* table_;
  QStackedWidget* stack_;
  QLabel* name_;
  QLabel* path_;
  QLabel* notice_;
  FactList* facts_;
};

}  // namespace lathe::ui
