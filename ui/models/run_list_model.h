// The workspace's runs, newest first, with the curve of each; read from disk in the background.
#pragma once
#include <QAbstractTableModel>
#include <QVector>

#include "core/runs/run_folder.h"

namespace lathe::ui {

struct RunRow {
  runs::RunSummary summary;
  QVector<double> losses;                // thinned for a sparkline
  bool has_result = false;               // best/ or final/ is there
};
struct RunList {
  std::vector<RunRow> rows;
  std::vector<Issue> faults;
};
// Off the window's thread.
RunList readRuns(const std::filesystem::path& workspace);

class RunListModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { name, model, method, validation, curve, columns };
  using QAbstractTableModel::QAbstractTableModel;

  void show(std::vector<RunRow> rows);
  const RunRow& at(int row) const { return rows_[row]; }
  int rowOf(const std::filesystem::path& folder) const;        // -1: not there
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const RunRow& row, int column) const;

  std::vector<RunRow> rows_;
};

QString stateText(runs::RunState state);
// "LoRA r16", "full"
QString methodText(const config::RunConfig& config);

}  // namespace lathe::ui
