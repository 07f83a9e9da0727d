#include "ui/widgets/text_edit.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <algorithm>
#include <utility>

#include "ui/widgets/kept_text.h"

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
  burst_.stop();
  if (held_ && text == committed_) return;
  if (text != this->text()) {
    const int position = textCursor().position();
    const QSignalBlocker quiet(this);
    setPlainText(text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(std::min<int>(position, document()->characterCount() - 1));
    setTextCursor(cursor);
    fitHeight();
  }
  committed_ = text;
  shown_ = document()->toRawText();
  setHeld(false);
}

QString TextEdit::text() const {
  const QString now = document()->toRawText();
  return now == shown_ ? committed_ : withEdit(committed_, shown_, now);
}

bool TextEdit::commit() {
  burst_.stop();
  const QString text = this->text();
  // Whoever takes it may show it again at once, so it counts as handed on until it is refused.
  const QString shown = std::exchange(shown_, document()->toRawText()), before = std::exchange(committed_, text);
  if (text != before) {
    if (take_ && !take_(text)) {
      committed_ = before;
      shown_ = shown;
      setHeld(true);
      return false;
    }
    Q_EMIT edited(text);
  }
  setHeld(false);
  return true;
}

void TextEdit::discard() {
  burst_.stop();
  held_ = false;
  show(committed_);
  Q_EMIT heldChanged();
}

void TextEdit::setHeld(bool held) {
  if (!std::exchange(held_, held) && !held) return;
  Q_EMIT heldChanged();                  // a second refusal may have another reason
}

void TextEdit::setOwnUndo() {
  own_undo_ = true;
  setUndoRedoEnabled(true);
}

bool TextEdit::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers().testFlag(Qt::ControlModifier)) commit();          // a command may follow: it shall know what was typed
    if (!own_undo_ && (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo))) {
      event->ignore();                   // left to the window's actions
      return true;
    }
  }
  return QPlainTextEdit::event(event);
}

bool TextEdit::canInsertFromMimeData(const QMimeData* source) const { return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source); }

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
