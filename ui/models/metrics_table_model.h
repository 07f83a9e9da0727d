// The figures behind the chart, a row per step: for reading, for copying and for screen readers.
#pragma once
#include <QAbstractTableModel>

#include "core/runs/run_folder.h"

namespace lathe::ui {

class MetricsTableModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { step, loss, evaluation, learning_rate, grad_norm, tokens, seconds, columns };
  using QAbstractTableModel::QAbstractTableModel;

  // The same run grown longer adds rows; another run begins anew.
  void show(const runs::RunHistory& history, bool same_run);
  void retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1); }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString evaluationAt(int64_t step) const;

  std::vector<runs::StepMetrics> steps_;
  std::vector<runs::EvalMetrics> evaluations_;
};

}  // namespace lathe::ui
