#include "ui/widgets/fact_list.h"

#include <QGridLayout>

#include "ui/widgets/parts.h"

namespace lathe::ui {

FactList::FactList(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setHorizontalSpacing(space::around);
  grid_->setVerticalSpacing(space::inside);
  grid_->setColumnStretch(1, 1);
}

void FactList::show(const QList<QPair<QString, QString>>& facts) {
  while (QLayoutItem* item = grid_->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (int i = 0; i < facts.size(); ++i) {
    QLabel* name = mutedLabel(this);
    QLabel* value = bodyLabel(this);
    setVerbatim(value);
    name->setText(facts[i].first);
    value->setText(facts[i].second);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid_->addWidget(name, i, 0, Qt::AlignTop);
    grid_->addWidget(value, i, 1);
  }
}

}  // namespace lathe::ui
