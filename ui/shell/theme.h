// Colours, fonts and icons from the one theme file; light, dark or as the system says, switched live.
#pragma once
#include <QColor>
#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>

class QApplication;
class QPainter;
class QRect;

namespace lathe::ui {

class Theme : public QObject {
  Q_OBJECT
 public:
  explicit Theme(QObject* parent = nullptr);

  // "light", "dark" or "system"; applies palette, style sheet and fonts to the application.
  void choose(const QString& mode);
  bool dark() const { return dark_; }
  // A name of palette.json.
  QColor color(const QString& name) const;
  int size(const QString& name) const { return sizes_.value(name); }
  // Around what holds the keys and is drawn by hand.
  void drawFocus(QPainter& painter, const QRect& around) const;
  // A line icon in the text colour, muted when disabled, accent when checked.
  QIcon icon(const QString& name) const;
  // Digits of equal width, for columns of figures.
  QFont figures() const { return figures_; }
  QFont monospace() const;

 Q_SIGNALS:
  void changed();

 private:
  void load();
  void applyPalette();
  QString styleSheet() const;

  QHash<QString, QColor> light_, dark_colors_;
  QHash<QString, int> sizes_;
  QFont figures_;
  bool dark_ = false;
  bool system_dark_ = false;
};

}  // namespace lathe::ui
