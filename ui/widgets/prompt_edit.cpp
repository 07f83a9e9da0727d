#include "ui/widgets/prompt_edit.h"

#include <QKeyEvent>

namespace lathe::ui {

PromptEdit::PromptEdit(QWidget* parent) : QPlainTextEdit(parent) {
  setTabChangesFocus(true);
  setFixedHeight(fontMetrics().lineSpacing() * 3 + 18);
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
  const bool sends = (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier;
  if (sends) Q_EMIT sent();
  else QPlainTextEdit::keyPressEvent(event);
}

}  // namespace lathe::ui
