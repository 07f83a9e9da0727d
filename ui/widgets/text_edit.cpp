#include "ui/widgets/text_edit.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <algorithm>

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
}

QString TextEdit::text() const {
  const QString now = document()->toRawText();
  return now == shown_ ? committed_ : withEdit(committed_, shown_, now);
}

void TextEdit::commit() {
  burst_.stop();
  const QString text = this->text();
  shown_ = document()->toRawText();
  if (text == committed_) return;
  committed_ = text;
  Q_EMIT edited(text);
}

void TextEdit::setOwnUndo() {
  own_undo_ = true;
  setUndoRedoEnabled(true);
}

bool TextEdit::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && !own_undo_) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers().testFlag(Qt::ControlModifier)) commit();          // a command may follow: it shall know what was typed
    if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
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
