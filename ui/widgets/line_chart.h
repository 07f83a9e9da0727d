// The one place that touches QCustomPlot: curves over steps, live or finished. Repaints at most 30 times a second,
// loses no spike, zooms by wheel, drag and keys, shows the values under the pointer.
#pragma once
#include <QPointF>
#include <QTimer>
#include <QVector>
#include <QWidget>

class QCustomPlot;
class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;

namespace lathe::ui {

class Theme;

struct Curve {
  QString name;                          // in hover text and legend; empty: drawn without words
  QString color;                         // of the theme
  Qt::PenStyle style = Qt::SolidLine;
  double width = 2;
  bool dots = false;                     // each point marked too
  int decimals = 3;
};

struct Flag {
  double x = 0;
  QString text, color;                   // of the theme
  bool line = true;                      // a line through the chart, or a tick at its foot
};

class LineChart : public QWidget {
  Q_OBJECT
 public:
  explicit LineChart(const Theme& theme, QWidget* parent = nullptr);

  int addCurve(const Curve& curve);
  void setCurveName(int curve, const QString& name);
  void setPoints(int curve, QVector<QPointF> points);
  const QVector<QPointF>& points(int curve) const { return curves_[curve].points; }
  // What is drawn now, after thinning.
  QVector<QPointF> drawn(int curve) const;
  void setFlags(QVector<Flag> flags);
  // The x axis reaches at least to here.
  void setLength(double length);

  void setLogarithmic(bool on);
  void setFollowing(bool on);            // the view follows the newest points until the person zooms
  bool following() const { return following_; }
  void setCompact();                     // a small chart: few ticks
  void fit();
  void repaintNow();                     // without waiting for the timer

 Q_SIGNALS:
  void followingChanged(bool on);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  struct Drawn {
    Curve curve;
    QCPGraph* graph;
    QVector<QPointF> points;
  };
  void restyle();
  void redraw();
  void touch();                          // something changed: repaint soon
  void fitAxes();
  void drawFlags();
  void hover(QMouseEvent* event);
  void stopFollowing();
  QString describe(double x) const;

  const Theme& theme_;
  QCustomPlot* plot_;
  QVector<Drawn> curves_;
  QVector<Flag> flags_;
  QCPItemStraightLine* cursor_;
  QCPItemText* cursor_text_;
  QTimer timer_;
  double length_ = 0;
  bool following_ = true, logarithmic_ = false, compact_ = false;
};

}  // namespace lathe::ui
