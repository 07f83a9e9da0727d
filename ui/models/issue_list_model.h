// The faults that the whole-set check found, a row each; each leads to its record.
#pragma once
#include <QAbstractTableModel>

#include "core/base/error.h"

namespace lathe::ui {

class IssueListModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { record, field, reason, columns };
  using QAbstractTableModel::QAbstractTableModel;

  void show(std::vector<Issue> issues);
  int recordRow(int row) const { return static_cast<int>(issues_[row].line) - 1; }    // -1: the whole set
  // A record came (by 1) or went (by -1) at this row: its faults go with it, those behind it follow theirs.
  void follow(int row, int by);
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<Issue> issues_;
};

}  // namespace lathe::ui
