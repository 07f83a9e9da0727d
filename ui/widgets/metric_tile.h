// A figure with its name.
#pragma once
#include "ui/widgets/parts.h"

namespace lathe::ui {

class Theme;

class MetricTile : public Panel {
  Q_OBJECT
 public:
  MetricTile(const Theme& theme, QWidget* parent);
  void setName(const QString& name);
  void setValue(const QString& value);

 private:
  void describe();

  QLabel* name_;
  QLabel* value_;
};

}  // namespace lathe::ui
