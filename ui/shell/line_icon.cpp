#include "ui/shell/line_icon.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace lathe::ui {
namespace {

class LineIconEngine : public QIconEngine {
 public:
  LineIconEngine(QByteArray svg, IconColors colors) : svg_(std::move(svg)), colors_(std::move(colors)) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    const QColor color = mode == QIcon::Disabled ? colors_.disabled : state == QIcon::On ? colors_.checked : colors_.normal;
    QByteArray svg = svg_;
    QSvgRenderer renderer(svg.replace("currentColor", color.name().toLatin1()));
    renderer.render(painter, rect);
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    if (size.isEmpty()) return pixmap;   // asked for by widgets that have no room yet
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }
  QIconEngine* clone() const override { return new LineIconEngine(svg_, colors_); }

 private:
  QByteArray svg_;
  IconColors colors_;
};

}  // namespace

QIcon lineIcon(const QString& name, const IconColors& colors) {
  QFile file(":/icons/" + name + ".svg");
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QIcon(new LineIconEngine(file.readAll(), colors));
}

}  // namespace lathe::ui
