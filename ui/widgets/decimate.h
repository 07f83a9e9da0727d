// A curve with more points than pixels, thinned so that no spike is lost: each pixel column keeps its first, lowest,
// highest and last point.
#pragma once
#include <QPointF>
#include <QVector>

namespace lathe::ui {

// Points ascend in x. Those outside [from, to] are left out but for one neighbour on each side. A point whose y is not
// finite stays where it is: a gap.
QVector<QPointF> decimate(const QVector<QPointF>& points, double from, double to, int columns);

// Exponential moving average with the start corrected; amount 0 (none) to below 1. Skips what is not finite.
QVector<QPointF> smoothed(const QVector<QPointF>& points, double amount);

}  // namespace lathe::ui
