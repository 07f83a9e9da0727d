#include "ui/widgets/step_trail.h"

#include <QHBoxLayout>

#include "ui/widgets/parts.h"

namespace lathe::ui {

StepTrail::StepTrail(QWidget* parent) : QWidget(parent), layout_(new QHBoxLayout(this)) {
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(space::tiny);
}

void StepTrail::setSteps(const QStringList& titles) {
  titles_ = titles;
  while (buttons_.size() < titles.size()) {
    if (!buttons_.isEmpty()) {
      QLabel* dash = mutedLabel(this);
      dash->setText(QStringLiteral("—"));
      layout_->addWidget(dash);
    }
    QToolButton* button = chipButton(this);
    const int step = static_cast<int>(buttons_.size());
    connect(button, &QToolButton::clicked, this, [this, step] {
      setCurrent(current_, reached_);      // the click itself decides nothing about what is checked
      Q_EMIT chosen(step);
    });
    layout_->addWidget(button);
    buttons_ << button;
  }
  setCurrent(current_, reached_);
}

void StepTrail::setCurrent(int step, int reached) {
  current_ = step;
  reached_ = reached;
  for (int i = 0; i < buttons_.size(); ++i) {
    buttons_[i]->setText(titles_[i] + (i < reached && i != step ? QStringLiteral(" ✓") : QString()));
    buttons_[i]->setChecked(i == step);
    buttons_[i]->setEnabled(i <= reached);
  }
}

}  // namespace lathe::ui
