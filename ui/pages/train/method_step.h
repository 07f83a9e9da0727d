// How it learns, and what: one card per method and per objective of the catalogue.
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
  QString missing() const override;

 private:
  void addGoals();
  void showCards();

  std::vector<ChoiceCard*> cards_;       // as the catalogue's methods
  QWidget* goals_;
  std::vector<ChoiceCard*> goal_cards_;  // as the catalogue's objectives
};

}  // namespace lathe::ui
