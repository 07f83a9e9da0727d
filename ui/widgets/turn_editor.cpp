#include "ui/widgets/turn_editor.h"

#include <QBoxLayout>
#include <QEvent>

#include "ui/widgets/parts.h"
#include "ui/widgets/text_edit.h"

namespace lathe::ui {

TurnEditor::TurnEditor(QWidget* parent) : QWidget(parent) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(space::tiny);
  who_ = mutedLabel(this);
  edit_ = new TextEdit(this);
  setPart(edit_, "turn");
  edit_->growBetween(1, 14);
  who_->setBuddy(edit_);
  all->addWidget(who_);
  all->addWidget(edit_);
}

void TurnEditor::show(const Turn& turn) {
  kind_ = turn.kind;
  setLook(edit_, "learned", turn.kind == Turn::Kind::assistant);
  edit_->show(turn.text);
  retranslate();
}

void TurnEditor::retranslate() {
  switch (kind_) {
    case Turn::Kind::system: who_->setText(tr("System")); break;
    case Turn::Kind::user: who_->setText(tr("User")); break;
    case Turn::Kind::input: who_->setText(tr("Input")); break;
    case Turn::Kind::assistant: who_->setText(tr("Assistant · learned")); break;
    case Turn::Kind::other: who_->setText(tr("Other")); break;
  }
  edit_->setAccessibleName(who_->text());
}

void TurnEditor::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace lathe::ui
