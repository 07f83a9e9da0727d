#include "ui/widgets/metric_tile.h"

#include <QBoxLayout>

#include "ui/shell/theme.h"

namespace lathe::ui {

MetricTile::MetricTile(const Theme& theme, QWidget* parent) : Panel(parent), name_(mutedLabel(this)), value_(new QLabel(this)) {
  value_->setFont(theme.figures());
  setPart(value_, "figure");
  setVerbatim(value_);
  value_->setText(QStringLiteral("–"));
  body()->setSpacing(0);
  body()->addWidget(name_);
  body()->addWidget(value_);
}

void MetricTile::setName(const QString& name) {
  name_->setText(name);
  describe();
}

void MetricTile::setValue(const QString& value) {
  value_->setText(value);
  describe();
}

// The name stands in a label of its own; a figure alone says nothing to who cannot see them side by side.
void MetricTile::describe() { value_->setAccessibleName(tr("%1: %2").arg(name_->text(), value_->text())); }

}  // namespace lathe::ui
