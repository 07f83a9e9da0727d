// Lengths of records as bars.
#pragma once
#include <QVector>
#include <QWidget>

namespace lathe::ui {

class Theme;

class Histogram : public QWidget {
  Q_OBJECT
 public:
  explicit Histogram(const Theme& theme, QWidget* parent = nullptr);
  // Equal bins from 0 to `longest`.
  void show(QVector<qint64> bins, qint64 longest);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& theme_;
  QVector<qint64> bins_;
  qint64 longest_ = 0;
};

}  // namespace lathe::ui
