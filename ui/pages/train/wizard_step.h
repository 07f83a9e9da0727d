// A step of the wizard: a page over the shared draft. Steps are listed in steps.cpp; a new one is one file and one line.
#pragma once
#include <vector>

#include "ui/pages/page.h"
#include "ui/pages/run_draft.h"

namespace lathe::ui {

class WizardStep : public QWidget {
  Q_OBJECT
 public:
  WizardStep(PageContext& context, RunDraft& draft) : context_(context), draft_(draft) {}
  virtual void entered() {}
  // What keeps a person on this step; empty: they may go on.
  virtual QString missing() const { return {}; }

 Q_SIGNALS:
  void changed();

 protected:
  PageContext& context_;
  RunDraft& draft_;
  Texts texts_{this};
};

struct StepSpec {
  const char* id;
  const char* title;                     // marked for translation, context lathe::ui::Steps
  WizardStep* (*make)(PageContext& context, RunDraft& draft);
};
const std::vector<StepSpec>& wizardSteps();
QString stepTitle(const StepSpec& spec);

}  // namespace lathe::ui
