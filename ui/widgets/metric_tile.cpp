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
  value_->setAccessibleName(name);
}

void MetricTile::setValue(const QString& value) { value_->setText(value); }

}  // namespace lathe::ui
