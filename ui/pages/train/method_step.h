// How it learns: one card per method of the catalogue.
#pragma once
#include "ui/pages/train/wizard_step.h"

class QGridLayout;

namespace lathe::ui {

class ChoiceCard;

class MethodStep : public WizardStep {
  Q_OBJECT
 public:
  MethodStep(PageContext& context, RunDraft& draft);
  void entered() override { showCards(); }

 private:
  void showCards();

  std::vector<ChoiceCard*> cards_;       // as the catalogue's methods
};

}  // namespace lathe::ui
