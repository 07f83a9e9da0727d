#include "ui/widgets/histogram.h"

#include <QPainter>
#include <algorithm>

#include "ui/bridge/text.h"
#include "ui/shell/theme.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

Histogram::Histogram(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

QSize Histogram::sizeHint() const { return {letters(this, 40), fontMetrics().height() * 7}; }

void Histogram::show(QVector<qint64> bins, qint64 longest) {
  bins_ = std::move(bins);
  longest_ = longest;
  setAccessibleDescription(bins_.isEmpty() ? QString() : tr("The longest record has %1 tokens").arg(countText(longest)));
  update();
}

void Histogram::paintEvent(QPaintEvent*) {
  if (bins_.isEmpty() || longest_ <= 0) return;
  QPainter painter(this);
  QFont font = theme_.figures();
  font.setPixelSize(theme_.size("small") - 1);
  painter.setFont(font);
  const QRectF area = QRectF(rect()).adjusted(0, space::tiny, 0, -painter.fontMetrics().height() - 2);
  const qint64 most = std::max<qint64>(1, *std::max_element(bins_.begin(), bins_.end()));
  const double width = area.width() / bins_.size();
  for (qsizetype i = 0; i < bins_.size(); ++i) {
    const double height = area.height() * static_cast<double>(bins_[i]) / static_cast<double>(most);
    const QRectF bar(area.left() + i * width + 1, area.bottom() - height, std::max(1.0, width - 2), height);
    painter.fillRect(bar, theme_.color("histogram"));
  }
  painter.setPen(theme_.color("line"));
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  painter.setPen(theme_.color("muted"));
  painter.drawText(rect(), Qt::AlignLeft | Qt::AlignBottom, QStringLiteral("0"));
  painter.drawText(rect(), Qt::AlignRight | Qt::AlignBottom, tr("%1 tokens").arg(countText(longest_)));
}

}  // namespace lathe::ui
