#include "ui/widgets/decimate.h"

#include <algorithm>
#include <cmath>

namespace lathe::ui {
namespace {

// One pixel column: begin..end of `points`.
void keepExtremes(const QVector<QPointF>& points, qsizetype begin, qsizetype end, QVector<QPointF>& out) {
  qsizetype low = begin, high = begin;
  for (qsizetype i = begin; i < end; ++i) {
    if (!std::isfinite(points[i].y())) {       // a gap is kept, and both sides of it on their own
      if (i > begin) keepExtremes(points, begin, i, out);
      out << points[i];
      if (i + 1 < end) keepExtremes(points, i + 1, end, out);
      return;
    }
    if (points[i].y() < points[low].y()) low = i;
    if (points[i].y() > points[high].y()) high = i;
  }
  QVector<qsizetype> kept{begin, low, high, end - 1};
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  for (const qsizetype i : kept) out << points[i];
}

}  // namespace

QVector<QPointF> decimate(const QVector<QPointF>& points, double from, double to, int columns) {
  const auto before = [](const QPointF& point, double x) { return point.x() < x; };
  qsizetype first = std::lower_bound(points.begin(), points.end(), from, before) - points.begin();
  qsizetype last = std::upper_bound(points.begin(), points.end(), to, [](double x, const QPointF& p) { return x < p.x(); }) - points.begin();
  first = std::max<qsizetype>(0, first - 1);
  last = std::min<qsizetype>(points.size(), last + 1);
  if (columns < 1 || to <= from || last - first <= 4 * columns) return points.mid(first, last - first);
  QVector<QPointF> out;
  out.reserve(4 * columns + 8);
  const double width = (to - from) / columns;
  qsizetype begin = first;
  while (begin < last) {
    const double column = std::floor((points[begin].x() - from) / width);
    qsizetype end = begin + 1;
    while (end < last && std::floor((points[end].x() - from) / width) == column) ++end;
    keepExtremes(points, begin, end, out);
    begin = end;
  }
  return out;
}

QVector<QPointF> smoothed(const QVector<QPointF>& points, double amount) {
  if (amount <= 0) return points;
  QVector<QPointF> out;
  out.reserve(points.size());
  double mean = 0, weight = 0;
  for (const QPointF& point : points) {
    if (!std::isfinite(point.y())) continue;
    mean = amount * mean + (1 - amount) * point.y();
    weight = amount * weight + (1 - amount);
    out << QPointF(point.x(), mean / weight);
  }
  return out;
}

}  // namespace lathe::ui
