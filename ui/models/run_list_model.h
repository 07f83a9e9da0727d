// The workspace's runs, newest first, with the curve of each.
#pragma once
#include <QAbstractTableModel>
#include <QVector>

#include "ui/bridge/run_shelf.h"

namespace lathe::ui {

class RunListModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { name, model, method, evaluation, curve, columns };
  using QAbstractTableModel::QAbstractTableModel;

  void show(std::vector<ShelvedRun> rows);
  const ShelvedRun& at(int row) const { return rows_[row]; }
  int rowOf(const std::filesystem::path& folder) const;        // -1: not there
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const ShelvedRun& row, int column) const;

  std::vector<ShelvedRun> rows_;
};

// "2 runs cannot be read", and which and why; empty without faults.
QString runFaultsText(const std::vector<Issue>& faults);
QString runFaultsTip(const std::vector<Issue>& faults);
QString stateText(runs::RunState state);
// "LoRA r16", "full"
QString methodText(const config::RunConfig& config);

}  // namespace lathe::ui
