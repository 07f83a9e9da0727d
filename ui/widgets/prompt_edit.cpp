#include "ui/widgets/prompt_edit.h"

#include <QKeyEvent>
#include <QMimeData>

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

bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const {
  return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
}

}  // namespace lathe::ui
