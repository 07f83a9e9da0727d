// What the model learns from: the records, a preview, and what the check says.
#pragma once
#include "ui/models/record_table_model.h"
#include "ui/pages/train/wizard_step.h"

class QLabel;
class QStackedWidget;

namespace lathe::ui {

class DataTable;
class FactList;
class OptionForm;

class DataStep : public WizardStep {
  Q_OBJECT
 public:
  DataStep(PageContext& context, RunDraft& draft);
  void entered() override;
  QString missing() const override;

 private:
  QWidget* makePreview();
  QWidget* makeOptions();
  void follow();
  void showReport();
  void addTemplateButton();

  RecordTableModel preview_;
  QStackedWidget* stack_;
  QLabel* name_;
  QLabel* format_;
  DataTable* table_;
  FactList* facts_;
  QLabel* report_;
  OptionForm* form_;
};

}  // namespace lathe::ui
