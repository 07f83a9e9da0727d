// The table look of the studio: rows chosen whole, no vertical lines, numbers right by the model's alignment.
#pragma once
#include <QTableView>

namespace lathe::ui {

class DataTable : public QTableView {
  Q_OBJECT
 public:
  explicit DataTable(QWidget* parent = nullptr);
  // The column that takes the free width.
  void stretch(int column);
  void setModel(QAbstractItemModel* model) override;
  // The listed columns share the free width, the others are as wide as their content.
  void share(const QList<int>& columns);

 Q_SIGNALS:
  void rowEntered(const QModelIndex& index);        // Return or double click

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  int stretched_ = 0;
};

}  // namespace lathe::ui
