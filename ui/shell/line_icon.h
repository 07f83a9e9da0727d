// Our own line icons: SVG drawn in "currentColor", recoloured and rendered at the size and scale that is asked for.
#pragma once
#include <QColor>
#include <QIcon>

namespace lathe::ui {

struct IconColors {
  QColor normal, disabled, checked;
};
QIcon lineIcon(const QString& name, const IconColors& colors);

}  // namespace lathe::ui
