#include "ui/widgets/sparkline.h"

#include <QPainter>
#include <algorithm>

#include "ui/shell/theme.h"

namespace lathe::ui {

SparklineDelegate::SparklineDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), theme_(theme) {}

void SparklineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyledItemDelegate::paint(painter, option, index);
  const auto points = index.data(kPoints).value<QVector<double>>();
  if (points.size() < 2) return;
  const auto [low, high] = std::minmax_element(points.begin(), points.end());
  const double range = std::max(*high - *low, 1e-12);
  const QRectF area = QRectF(option.rect).adjusted(8, 6, -8, -6);
  QPolygonF curve;
  for (qsizetype i = 0; i < points.size(); ++i)
    curve << QPointF(area.left() + area.width() * i / (points.size() - 1), area.bottom() - area.height() * (points[i] - *low) / range);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(theme_.color("training"), 1.6));
  painter->drawPolyline(curve);
  painter->restore();
}

}  // namespace lathe::ui
