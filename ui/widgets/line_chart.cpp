#include "ui/widgets/line_chart.h"

#include <qcustomplot.h>

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/bridge/text.h"
#include "ui/shell/theme.h"
#include "ui/widgets/decimate.h"

namespace lathe::ui {
namespace {
constexpr int kFrameMs = 33;
constexpr double kZoomStep = 0.8;
constexpr int kFrame = 2;                // room for the mark of the focus
}  // namespace

LineChart::LineChart(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(kFrame, kFrame, kFrame, kFrame);
  all->addWidget(plot_);
  setFocusPolicy(Qt::StrongFocus);
  plot_->setFocusPolicy(Qt::NoFocus);
  plot_->setMinimumSize(8, 8);           // it cannot paint on nothing
  plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  plot_->axisRect()->setRangeZoom(Qt::Horizontal);
  plot_->setNoAntialiasingOnDrag(true);
  cursor_ = new QCPItemStraightLine(plot_);
  cursor_text_ = new QCPItemText(plot_);
  cursor_text_->position->setType(QCPItemPosition::ptAxisRectRatio);
  cursor_text_->position->setCoords(1, 0);
  cursor_text_->setPositionAlignment(Qt::AlignTop | Qt::AlignRight);
  cursor_->setVisible(false);
  cursor_text_->setVisible(false);
  timer_.setInterval(kFrameMs);
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, &LineChart::redraw);
  connect(&theme, &Theme::changed, this, &LineChart::restyle);
  connect(plot_, &QCustomPlot::mouseMove, this, &LineChart::hover);
  connect(plot_, &QCustomPlot::mouseWheel, this, &LineChart::stopFollowing);
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, &LineChart::fit);
  connect(plot_->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &LineChart::touch);
  restyle();
}

int LineChart::addCurve(const Curve& curve) {
  QCPGraph* graph = plot_->addGraph();
  graph->setAdaptiveSampling(false);     // decimate() has done it, keeping spikes
  curves_.push_back({curve, graph, {}});
  restyle();
  return static_cast<int>(curves_.size()) - 1;
}

void LineChart::setCurveName(int curve, const QString& name) { curves_[curve].curve.name = name; }

void LineChart::setPoints(int curve, QVector<QPointF> points) {
  curves_[curve].points = std::move(points);
  touch();
}

void LineChart::setFlags(QVector<Flag> flags) {
  flags_ = std::move(flags);
  touch();
}

void LineChart::setLength(double length) {
  length_ = length;
  touch();
}

void LineChart::setLogarithmic(bool on) {
  logarithmic_ = on;
  plot_->yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  plot_->yAxis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog) : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
  restyle();
  fitAxes();
  touch();
}

void LineChart::setFollowing(bool on) {
  if (following_ == on) return;
  following_ = on;
  Q_EMIT followingChanged(on);
  touch();
}

void LineChart::setCompact() {
  compact_ = true;
  restyle();
}

void LineChart::fit() {
  setFollowing(true);
  fitAxes();
  touch();
}

void LineChart::stopFollowing() { setFollowing(false); }

void LineChart::touch() {
  if (!timer_.isActive()) timer_.start();
}

void LineChart::repaintNow() {
  timer_.stop();
  redraw();
}

QVector<QPointF> LineChart::drawn(int curve) const {
  const QCPRange range = plot_->xAxis->range();
  return decimate(curves_[curve].points, range.lower, range.upper, std::max(1, plot_->axisRect()->width()));
}

void LineChart::redraw() {
  if (!isVisible() || plot_->size().isEmpty()) return;     // showEvent takes it up
  if (following_) fitAxes();
  for (int i = 0; i < curves_.size(); ++i) {
    const QVector<QPointF> points = drawn(i);
    QVector<QCPGraphData> data;
    data.reserve(points.size());
    for (const QPointF& point : points) data << QCPGraphData(point.x(), std::isfinite(point.y()) ? point.y() : qQNaN());
    curves_[i].graph->data()->set(data, true);
  }
  drawFlags();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void LineChart::fitAxes() {
  double right = length_, low = std::numeric_limits<double>::infinity(), high = -low;
  for (const Drawn& drawn : curves_) {
    for (const QPointF& point : drawn.points) {
      if (!std::isfinite(point.y()) || (logarithmic_ && point.y() <= 0)) continue;
      low = std::min(low, point.y());
      high = std::max(high, point.y());
    }
    if (!drawn.points.isEmpty()) right = std::max(right, drawn.points.back().x());
  }
  plot_->xAxis->setRange(0, std::max(1.0, right) * 1.012);
  if (low > high) low = 0, high = 1;
  if (logarithmic_) {
    plot_->yAxis->setRange(low / 1.15, high * 1.15);
  } else {
    const double margin = std::max((high - low) * 0.07, 1e-9);
    plot_->yAxis->setRange(low - margin, high + margin);
  }
}

void LineChart::drawFlags() {
  for (int i = plot_->itemCount() - 1; i >= 0; --i)
    if (QCPAbstractItem* item = plot_->item(i); item != cursor_ && item != cursor_text_) plot_->removeItem(item);
  for (const Flag& flag : flags_) {
    auto* line = new QCPItemLine(plot_);
    for (QCPItemPosition* end : {line->start, line->end}) {
      end->setTypeX(QCPItemPosition::ptPlotCoords);
      end->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    line->start->setCoords(flag.x, flag.line ? 0 : 0.97);
    line->end->setCoords(flag.x, 1);
    line->setPen(QPen(theme_.color(flag.color), flag.line ? 1.2 : 2, flag.line ? Qt::DotLine : Qt::SolidLine));
    if (flag.text.isEmpty()) continue;
    auto* text = new QCPItemText(plot_);
    text->position->setTypeX(QCPItemPosition::ptPlotCoords);
    text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    text->position->setCoords(flag.x, 0.01);
    const bool right_half = flag.x > plot_->xAxis->range().center();
    text->setPositionAlignment(Qt::AlignTop | (right_half ? Qt::AlignRight : Qt::AlignLeft));
    text->setPadding(QMargins(6, 0, 6, 0));
    text->setText(flag.text);
    text->setColor(theme_.color(flag.color));
    text->setFont(plot_->xAxis->tickLabelFont());
  }
}

QString LineChart::describe(double x) const {
  QStringList parts;
  double shown = x;
  for (const Drawn& drawn : curves_) {
    if (drawn.curve.name.isEmpty() || drawn.points.isEmpty()) continue;
    const auto found = std::lower_bound(drawn.points.begin(), drawn.points.end(), x, [](const QPointF& p, double value) { return p.x() < value; });
    QPointF nearest = found == drawn.points.end() ? drawn.points.back() : *found;
    if (found != drawn.points.begin() && found != drawn.points.end() && x - (found - 1)->x() < nearest.x() - x) nearest = *(found - 1);
    if (parts.isEmpty()) shown = nearest.x();
    const bool tiny = std::isfinite(nearest.y()) && std::abs(nearest.y()) < 0.01;
    parts << tr("%1 %2", "a curve and its value").arg(drawn.curve.name, tiny ? QString::number(nearest.y(), 'g', 3) : numberText(nearest.y(), drawn.curve.decimals));
  }
  return tr("step %1").arg(countText(std::llround(shown))) + "  ·  " + parts.join("  ·  ");
}

void LineChart::hover(QMouseEvent* event) {
  if (event->buttons() != Qt::NoButton) stopFollowing();
  const bool inside = plot_->axisRect()->rect().contains(event->pos());
  cursor_->setVisible(inside);
  cursor_text_->setVisible(inside);
  if (inside) {
    const double x = plot_->xAxis->pixelToCoord(event->position().x());
    cursor_->point1->setCoords(x, 0);
    cursor_->point2->setCoords(x, 1);
    cursor_->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
    cursor_->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
    cursor_text_->setText(describe(x));
  }
  touch();
}

void LineChart::keyPressEvent(QKeyEvent* event) {
  QCPAxis* axis = plot_->xAxis;
  const double centre = axis->range().center(), shift = axis->range().size() / 10;
  switch (event->key()) {
    case Qt::Key_Plus: case Qt::Key_Equal: stopFollowing(); axis->scaleRange(kZoomStep, centre); break;
    case Qt::Key_Minus: stopFollowing(); axis->scaleRange(1 / kZoomStep, centre); break;
    case Qt::Key_Left: stopFollowing(); axis->moveRange(-shift); break;
    case Qt::Key_Right: stopFollowing(); axis->moveRange(shift); break;
    case Qt::Key_0: case Qt::Key_Home: fit(); break;
    default: QWidget::keyPressEvent(event);
  }
}

void LineChart::paintEvent(QPaintEvent*) {
  if (!hasFocus()) return;
  QPainter painter(this);
  theme_.drawFocus(painter, rect());
}

void LineChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  touch();
}

void LineChart::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  touch();
}

void LineChart::restyle() {
  QFont font = theme_.figures();
  font.setPixelSize(theme_.size("small") - 1);
  plot_->setBackground(QBrush(theme_.color("panel")));
  const QPen grid(theme_.color("grid"), 1), none(Qt::NoPen);
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setBasePen(axis == plot_->xAxis ? grid : none);
    axis->setTickPen(none);
    axis->setSubTickPen(none);
    axis->setTickLabelColor(theme_.color("muted"));
    axis->setTickLabelFont(font);
    axis->grid()->setPen(grid);
    axis->grid()->setZeroLinePen(grid);
    axis->ticker()->setTickCount(compact_ ? 3 : 6);
  }
  plot_->xAxis->grid()->setVisible(false);
  plot_->yAxis->setNumberFormat(logarithmic_ ? "gbc" : "g");
  cursor_->setPen(QPen(theme_.color("strongLine"), 1, Qt::DashLine));
  cursor_text_->setColor(theme_.color("text"));
  cursor_text_->setBrush(theme_.color("panel"));
  cursor_text_->setPen(QPen(theme_.color("line")));
  cursor_text_->setPadding(QMargins(6, 3, 6, 3));
  cursor_text_->setFont(font);
  for (Drawn& drawn : curves_) {
    const QColor color = theme_.color(drawn.curve.color);
    drawn.graph->setPen(QPen(color, drawn.curve.width, drawn.curve.style, Qt::RoundCap, Qt::RoundJoin));
    drawn.graph->setScatterStyle(drawn.curve.dots ? QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 5) : QCPScatterStyle());
    drawn.graph->setAntialiased(true);
  }
  touch();
}

}  // namespace lathe::ui
