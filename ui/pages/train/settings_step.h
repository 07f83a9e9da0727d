// The settings of the method and of the run, made from the field tables; simple or all of them.
#pragma once
#include "ui/pages/train/wizard_step.h"

namespace lathe::ui {

class OptionForm;

class SettingsStep : public WizardStep {
  Q_OBJECT
 public:
  SettingsStep(PageContext& context, RunDraft& draft);
  void entered() override;
  QString missing() const override;

 private:
  OptionForm* form_;
  std::string method_, objective_;
  Json shown_;                           // what the form was filled with, or wrote
  bool writing_ = false;
};

}  // namespace lathe::ui
