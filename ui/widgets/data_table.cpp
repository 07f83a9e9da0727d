#include "ui/widgets/data_table.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace lathe::ui {

DataTable::DataTable(QWidget* parent) : QTableView(parent) {
  setShowGrid(false);
  setSelectionBehavior(SelectRows);
  setSelectionMode(SingleSelection);
  setEditTriggers(NoEditTriggers);
  setWordWrap(false);
  setTabKeyNavigation(false);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollMode(ScrollPerPixel);
  setVerticalScrollMode(ScrollPerPixel);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 14);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 5);
  connect(this, &QTableView::doubleClicked, this, &DataTable::rowEntered);
}

void DataTable::stretch(int column) {
  stretched_ = column;
  if (model()) horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
}

void DataTable::share(const QList<int>& columns) {
  for (int column = 0; column < model()->columnCount(); ++column)
    horizontalHeader()->setSectionResizeMode(column, columns.contains(column) ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
}

void DataTable::setModel(QAbstractItemModel* model) {
  QTableView::setModel(model);
  if (model && stretched_ < model->columnCount()) stretch(stretched_);
}

void DataTable::keyPressEvent(QKeyEvent* event) {
  const bool enters = (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier;
  if (enters && currentIndex().isValid()) Q_EMIT rowEntered(currentIndex());
  else QTableView::keyPressEvent(event);
}

}  // namespace lathe::ui
