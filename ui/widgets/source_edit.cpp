#include "ui/widgets/source_edit.h"

#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>

#include "ui/shell/theme.h"
#include "ui/widgets/jinja_highlighter.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

class SourceEdit::Gutter : public QWidget {
 public:
  explicit Gutter(SourceEdit* edit) : QWidget(edit), edit_(edit) {}

 protected:
  void paintEvent(QPaintEvent* event) override { edit_->paintGutter(event); }

 private:
  SourceEdit* edit_;
};

SourceEdit::SourceEdit(const Theme& theme, QWidget* parent) : TextEdit(parent), theme_(theme), gutter_(new Gutter(this)) {
  setOwnUndo();
  setFont(theme.monospace());
  setPart(this, "source");
  new JinjaHighlighter(theme, document());
  connect(this, &QPlainTextEdit::blockCountChanged, this, &SourceEdit::placeGutter);
  connect(this, &QPlainTextEdit::updateRequest, gutter_, [this](const QRect& rect, int moved) {
    if (moved) gutter_->scroll(0, moved);
    else gutter_->update(0, rect.y(), gutter_->width(), rect.height());
  });
  connect(this, &QPlainTextEdit::textChanged, this, [this] {           // also said when only colours change
    if (marked_ > 0 && toPlainText() != marked_text_) markLine(0);
  });
  connect(&theme, &Theme::changed, this, [this] {
    setFont(theme_.monospace());
    placeGutter();
    showMark();
  });
  placeGutter();
}

void SourceEdit::setSource(const QString& source) {
  show(source);
  document()->clearUndoRedoStacks();
  marked_ = 0;
  showMark();
  placeGutter();
}

int SourceEdit::gutterWidth() const {
  int digits = 2;
  for (int count = blockCount(); count >= 100; count /= 10) ++digits;
  return fontMetrics().horizontalAdvance(QLatin1Char('9')) * (digits + 1) + space::inside;
}

void SourceEdit::placeGutter() {
  setViewportMargins(gutterWidth(), 0, 0, 0);
  const QRect inside = viewport()->geometry();
  gutter_->setGeometry(inside.left() - gutterWidth(), inside.top(), gutterWidth(), inside.height());
  gutter_->update();
}

void SourceEdit::resizeEvent(QResizeEvent* event) {
  TextEdit::resizeEvent(event);
  placeGutter();
}

// A line begins where the one before it begins.
void SourceEdit::keyPressEvent(QKeyEvent* event) {
  const bool plain_return = (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier;
  if (!plain_return) return TextEdit::keyPressEvent(event);
  const QString before = textCursor().block().text().left(textCursor().positionInBlock());
  qsizetype blanks = 0;
  while (blanks < before.size() && (before[blanks] == u' ' || before[blanks] == u'\t')) ++blanks;
  QTextCursor cursor = textCursor();
  cursor.beginEditBlock();
  cursor.insertBlock();
  cursor.insertText(before.left(blanks));
  cursor.endEditBlock();
  setTextCursor(cursor);
  ensureCursorVisible();
}

void SourceEdit::markLine(int line) {
  if (line > 0) marked_text_ = toPlainText();
  if (std::exchange(marked_, line) == line) return;
  showMark();
}

void SourceEdit::showMark() {
  QList<QTextEdit::ExtraSelection> all;
  if (const QTextBlock block = document()->findBlockByNumber(marked_ - 1); marked_ > 0 && block.isValid()) {
    QTextEdit::ExtraSelection line;
    line.cursor = QTextCursor(block);
    line.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    line.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    line.format.setUnderlineColor(theme_.color("danger"));
    all << line;
  }
  setExtraSelections(all);
  gutter_->update();
}

void SourceEdit::goToLine(int line) {
  const QTextBlock block = document()->findBlockByNumber(line - 1);
  if (!block.isValid()) return;
  setTextCursor(QTextCursor(block));
  centerCursor();
  setFocus();
}

void SourceEdit::paintGutter(QPaintEvent* event) {
  QPainter painter(gutter_);
  painter.setFont(font());
  const int width = gutter_->width() - space::inside;
  for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
    const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    if (place.top() > event->rect().bottom()) break;
    const int number = block.blockNumber() + 1;
    const QRect line(0, qRound(place.top()), width, fontMetrics().lineSpacing());
    const bool faulty = number == marked_;
    if (faulty) painter.fillRect(line.adjusted(0, 0, space::tiny, 0), theme_.color("dangerSoft"));
    painter.setPen(theme_.color(faulty ? "danger" : "muted"));
    if (faulty) painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("!"));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
  }
}

}  // namespace lathe::ui
