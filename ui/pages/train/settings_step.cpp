#include "ui/pages/train/settings_step.h"

#include <QBoxLayout>
#include <QScopedValueRollback>
#include <QScrollArea>

#include "ui/bridge/text.h"
#include "ui/forms/option_form.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

SettingsStep::SettingsStep(PageContext& context, RunDraft& draft) : WizardStep(context, draft) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  auto* panel = new Panel(this);
  all->addWidget(panel);
  auto* head = row(panel->body());
  QLabel* hint = mutedLabel(panel);
  QToolButton* advanced = chipButton(panel);
  QPushButton* reset = linkButton(panel);
  head->addWidget(hint, 1);
  head->addWidget(reset);
  head->addWidget(advanced);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, space::inside, 0);
  form_ = new OptionForm(context.theme, content);
  column->addWidget(form_);
  panel->body()->addWidget(scrolled(content, panel), 1);
  connect(advanced, &QToolButton::toggled, form_, &OptionForm::setAdvanced);
  connect(reset, &QPushButton::clicked, form_, &OptionForm::resetAll);
  connect(form_, &OptionForm::changed, this, [this] {
    Json document = draft_.typed();
    form_->writeTo(document);
    const QScopedValueRollback writing(writing_, true);
    draft_.setDocument(document);
    shown_ = draft_.typed();
    form_->showFaults(draft_.faults());
    Q_EMIT changed();
  });
  connect(&draft, &RunDraft::changed, this, [this] {
    if (isVisible() && !writing_ && draft_.typed() != shown_) entered();    // other records came while it is looked at
  });
  texts_.add([=] {
    hint->setText(tr("The defaults are good for a first run. Shift+F1 and a click explain a setting."));
    advanced->setText(tr("All settings"));
    reset->setText(tr("Reset all to defaults"));
  });
}

void SettingsStep::entered() {
  if (method_ != draft_.method() || objective_ != draft_.objective()) {
    method_ = draft_.method();
    objective_ = draft_.objective();
    form_->setOptions(draft_.settingsRows());
  }
  shown_ = draft_.typed();
  form_->setValues(shown_);
  form_->showFaults(draft_.faults());
}

QString SettingsStep::missing() const {
  for (const Issue& issue : draft_.faults())
    if (form_->editor(issue.field)) return words(issue);
  return {};
}

}  // namespace lathe::ui
