#include "ui/widgets/prompt_edit.h"

#include <QKeyEvent>
#include <QMimeData>

namespace lathe::ui {
namespace {
bool sends(const QKeyEvent& key) {
  const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
  return enter && (key.modifiers() & ~Qt::KeypadModifier & ~Qt::ControlModifier) == Qt::NoModifier;
}
}  // namespace

PromptEdit::PromptEdit(QWidget* parent) : QPlainTextEdit(parent) {
  setTabChangesFocus(true);
  setFixedHeight(fontMetrics().lineSpacing() * 3 + 18);
}

// Ctrl+Return sends here too, wherever else it starts a run.
bool PromptEdit::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (sends(*key)) return event->accept(), true;
  }
  return QPlainTextEdit::event(event);
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
  if (sends(*event)) Q_EMIT sent();
  else QPlainTextEdit::keyPressEvent(event);
}

bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const {
  return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
}

}  // namespace lathe::ui
