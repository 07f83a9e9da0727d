#include "ui/widgets/token_view.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "ui/bridge/text.h"
#include "ui/shell/theme.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

namespace {
constexpr int kLeastLines = 4;
constexpr double kPale = 0.45;
}

QString tokenText(const engine::ShownToken& token) {
  QString text = qs(token.text);
  return text.replace("\n", "↵").replace("\t", "⇥").replace(' ', QChar(0x00b7));
}

TokenView::TokenView(const Theme& theme, QWidget* parent) : QAbstractScrollArea(parent), theme_(theme) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setAutoFillBackground(false);
  keepRoom();
  connect(&theme, &Theme::changed, this, [this] {
    keepRoom();
    place();
    viewport()->update();
  });
}

int TokenView::lineHeight() const { return QFontMetrics(theme_.monospace()).height() + 2 * space::tiny; }

// A short record is seen whole.
void TokenView::keepRoom() { setMinimumHeight(kLeastLines * lineHeight() + space::tiny); }

void TokenView::show(std::vector<engine::ShownToken> tokens) {
  tokens_ = std::move(tokens);
  texts_.clear();
  QString spoken;
  for (const engine::ShownToken& token : tokens_) {
    texts_ << tokenText(token);
    spoken += token.learned ? "[" + qs(token.text) + "]" : qs(token.text);
  }
  setAccessibleDescription(spoken.isEmpty() ? QString() : tr("Learned text stands in brackets: %1").arg(spoken));
  verticalScrollBar()->setValue(0);
  place();
  viewport()->update();
}

void TokenView::setStale(bool stale) {
  if (std::exchange(stale_, stale) != stale) viewport()->update();
}

void TokenView::place() {
  placed_.clear();
  const QFontMetrics metrics(theme_.monospace());
  const int line = lineHeight(), height = line - space::tiny, pad = 3;
  int x = 1, y = 1;
  for (const QString& text : texts_) {
    const int width = std::min(metrics.horizontalAdvance(text) + 2 * pad, std::max(1, viewport()->width() - 2));
    if (x + width > viewport()->width() - 1 && x > 1) x = 1, y += line;
    placed_ << QRect(x, y, width, height);
    x += width + 1;
    if (text.contains(QChar(0x21b5))) x = 1, y += line;
  }
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(line);
  verticalScrollBar()->setRange(0, placed_.isEmpty() ? 0 : std::max(0, placed_.back().bottom() + space::tiny - viewport()->height()));
}

void TokenView::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setFont(theme_.monospace());
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setOpacity(stale_ ? kPale : 1);
  painter.translate(0, -verticalScrollBar()->value());
  const QRect visible = viewport()->rect().translated(0, verticalScrollBar()->value());
  for (int i = 0; i < placed_.size(); ++i) {
    const QRect& rect = placed_[i];
    if (!rect.intersects(visible)) continue;
    const engine::ShownToken& token = tokens_[i];
    painter.setPen(token.special ? QPen(theme_.color(token.learned ? "learnedText" : "strongLine"), 1) : QPen(Qt::NoPen));
    painter.setBrush(theme_.color(token.learned ? "learnedGround" : token.special ? "specialGround" : "contextGround"));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(theme_.color(token.learned ? "learnedText" : "muted"));
    painter.drawText(rect, Qt::AlignCenter, texts_[i]);
    if (token.learned) painter.drawLine(QPointF(rect.left() + 2, rect.bottom() - 0.5), QPointF(rect.right() - 2, rect.bottom() - 0.5));
  }
  painter.resetTransform();
  if (hasFocus()) theme_.drawFocus(painter, viewport()->rect());
}

void TokenView::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  viewport()->update();
}

void TokenView::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  viewport()->update();
}

void TokenView::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  place();
}

int TokenView::tokenAt(const QPoint& position) const {
  const QPoint inside = position + QPoint(0, verticalScrollBar()->value());
  for (int i = 0; i < placed_.size(); ++i)
    if (placed_[i].contains(inside)) return i;
  return -1;
}

bool TokenView::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    const int i = tokenAt(help->pos());
    if (i < 0 || tokens_[i].id < 0) QToolTip::hideText();          // without a model there are words, not tokens
    else QToolTip::showText(help->globalPos(), tr("token %1, id %2, %3").arg(i + 1).arg(tokens_[i].id).arg(tokens_[i].learned ? tr("learned") : tr("not learned")), this);
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace lathe::ui
