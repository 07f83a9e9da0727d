#include "ui/shell/rail_entry.h"

#include <QPainter>

#include "ui/shell/theme.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

RailEntry::RailEntry(const Theme& theme, const QString& icon, QWidget* parent) : QToolButton(parent), theme_(theme), icon_(icon) {
  setPart(this, "railEntry");
  setCheckable(true);
  setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  recolor();
}

void RailEntry::recolor() { setIcon(theme_.icon(icon_)); }

void RailEntry::setBusy(bool busy) {
  busy_ = busy;
  update();
}

void RailEntry::paintEvent(QPaintEvent* event) {
  QToolButton::paintEvent(event);
  if (!busy_) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.color("accent"));
  painter.drawEllipse(QPointF(width() - space::between - 2.0, height() / 2.0), 3.5, 3.5);
}

}  // namespace lathe::ui
