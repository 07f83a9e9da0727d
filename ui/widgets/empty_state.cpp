#include "ui/widgets/empty_state.h"

#include <QBoxLayout>

#include "ui/widgets/parts.h"

namespace lathe::ui {

EmptyState::EmptyState(QWidget* parent) : QWidget(parent) {
  auto* all = new QVBoxLayout(this);
  all->setSpacing(space::between);
  all->addStretch(1);
  sentence_ = wrappedMutedLabel(this);
  sentence_->setAlignment(Qt::AlignCenter);
  all->addWidget(sentence_);
  button_ = plainButton(this);
  all->addWidget(button_, 0, Qt::AlignHCenter);
  all->addStretch(1);
  connect(button_, &QPushButton::clicked, this, &EmptyState::pressed);
}

void EmptyState::setTexts(const QString& sentence, const QString& button) {
  sentence_->setText(sentence);
  button_->setText(button);
  button_->setVisible(!button.isEmpty());
}

}  // namespace lathe::ui
