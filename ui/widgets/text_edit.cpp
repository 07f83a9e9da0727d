#include "ui/widgets/text_edit.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <algorithm>

namespace lathe::ui {
namespace {
constexpr int kBurstMs = 700;            // a pause this long ends a burst of typing
}

TextEdit::TextEdit(QWidget* parent) : QPlainTextEdit(parent) {
  setUndoRedoEnabled(false);
  setTabChangesFocus(true);
  burst_.setInterval(kBurstMs);
  burst_.setSingleShot(true);
  connect(&burst_, &QTimer::timeout, this, &TextEdit::commit);
  connect(this, &QPlainTextEdit::textChanged, this, [this] {
    burst_.start();
    fitHeight();
  });
}

void TextEdit::show(const QString& text) {
  if (text == toPlainText()) {
    committed_ = text;
    burst_.stop();
    return;
  }
  const int position = textCursor().position();
  const QSignalBlocker quiet(this);
  setPlainText(text);
  committed_ = toPlainText();
  burst_.stop();
  QTextCursor cursor = textCursor();
  cursor.setPosition(std::min<int>(position, static_cast<int>(committed_.size())));
  setTextCursor(cursor);
  fitHeight();
}

void TextEdit::commit() {
  burst_.stop();
  const QString text = toPlainText();
  if (text == committed_) return;
  committed_ = text;
  Q_EMIT edited(text);
}

bool TextEdit::event(QEvent* event) {
  // Left to the window's actions, after what was typed is part of the history.
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
      commit();
      event->ignore();
      return true;
    }
  }
  return QPlainTextEdit::event(event);
}

void TextEdit::focusOutEvent(QFocusEvent* event) {
  QPlainTextEdit::focusOutEvent(event);
  commit();
}

void TextEdit::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  fitHeight();
}

void TextEdit::growBetween(int least, int most) {
  least_ = least;
  most_ = most;
  connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &TextEdit::fitHeight, Qt::UniqueConnection);
  fitHeight();
}

void TextEdit::fitHeight() {
  if (most_ == 0) return;
  // The layout of a plain text editor counts its height in lines.
  const int lines = static_cast<int>(document()->documentLayout()->documentSize().height());
  const int frame = 2 * (frameWidth() + static_cast<int>(document()->documentMargin())) + contentsMargins().top() + contentsMargins().bottom();
  const int height = std::clamp(lines, least_, most_) * fontMetrics().lineSpacing() + frame + 12;
  if (height != minimumHeight()) setFixedHeight(height);
}

}  // namespace lathe::ui
