#include <QCoreApplication>

#include "ui/pages/train/data_step.h"
#include "ui/pages/train/method_step.h"
#include "ui/pages/train/model_step.h"
#include "ui/pages/train/review_step.h"
#include "ui/pages/train/settings_step.h"

namespace lathe::ui {
namespace {
template <class Step>
WizardStep* make(PageContext& context, RunDraft& draft) { return new Step(context, draft); }
}  // namespace

const std::vector<StepSpec>& wizardSteps() {
  static const std::vector<StepSpec> all = {
      {"model", QT_TRANSLATE_NOOP("lathe::ui::Steps", "Model"), make<ModelStep>},
      {"data", QT_TRANSLATE_NOOP("lathe::ui::Steps", "Data"), make<DataStep>},
      {"method", QT_TRANSLATE_NOOP("lathe::ui::Steps", "Method"), make<MethodStep>},
      {"settings", QT_TRANSLATE_NOOP("lathe::ui::Steps", "Settings"), make<SettingsStep>},
      {"review", QT_TRANSLATE_NOOP("lathe::ui::Steps", "Review"), make<ReviewStep>},
  };
  return all;
}

QString stepTitle(const StepSpec& spec) { return QCoreApplication::translate("lathe::ui::Steps", spec.title); }

}  // namespace lathe::ui
