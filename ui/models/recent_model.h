// Models and records that were opened lately; what is missing on disk is greyed.
#pragma once
#include <QAbstractTableModel>
#include <QStringList>

namespace lathe::ui {

struct RecentItem {
  QString path;
  bool is_model = false, exists = false;
  qint64 bytes = 0;
};
// Off the window's thread: looks at the disk.
std::vector<RecentItem> lookAtRecent(const QStringList& models, const QStringList& records);

class RecentModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { name, what, size, columns };
  using QAbstractTableModel::QAbstractTableModel;

  void show(std::vector<RecentItem> items);
  const RecentItem& at(int row) const { return items_[row]; }
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  std::vector<RecentItem> items_;
};

}  // namespace lathe::ui
