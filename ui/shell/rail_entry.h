// One entry of the rail.
#pragma once
#include <QToolButton>

namespace lathe::ui {

class Theme;

class RailEntry : public QToolButton {
  Q_OBJECT
 public:
  RailEntry(const Theme& theme, const QString& icon, QWidget* parent);
  void setBusy(bool busy);
  bool busy() const { return busy_; }
  void recolor();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme& theme_;
  QString icon_;
  bool busy_ = false;
};

}  // namespace lathe::ui
