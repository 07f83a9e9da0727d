#include "ui/models/metrics_table_model.h"

#include "ui/bridge/text.h"

namespace lathe::ui {

void MetricsTableModel::show(const runs::RunHistory& history, bool same_run) {
  if (!same_run || history.steps.size() < steps_.size()) {
    beginResetModel();
    steps_ = history.steps;
    evaluations_ = history.evaluations;
    endResetModel();
    return;
  }
  if (history.steps.size() > steps_.size()) {
    beginInsertRows({}, static_cast<int>(steps_.size()), static_cast<int>(history.steps.size()) - 1);
    steps_.insert(steps_.end(), history.steps.begin() + static_cast<ptrdiff_t>(steps_.size()), history.steps.end());
    endInsertRows();
  }
  if (history.evaluations.size() != evaluations_.size()) {
    evaluations_ = history.evaluations;
    if (!steps_.empty()) Q_EMIT dataChanged(index(0, evaluation), index(static_cast<int>(steps_.size()) - 1, evaluation));
  }
}

int MetricsTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(steps_.size()); }
int MetricsTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QString MetricsTableModel::evaluationAt(int64_t step) const {
  for (const runs::EvalMetrics& evaluation : evaluations_)
    if (evaluation.step == step) return numberText(evaluation.loss, 4) + (evaluation.best ? " ★" : "");
  return {};
}

QVariant MetricsTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const runs::StepMetrics& row = steps_[index.row()];
  switch (index.column()) {
    case step: return countText(row.step);
    case loss: return row.skipped ? tr("skipped") : numberText(row.loss, 4);
    case evaluation: return evaluationAt(row.step);
    case learning_rate: return QString::number(row.learning_rate, 'g', 3);
    case grad_norm: return numberText(row.grad_norm, 3);
    case tokens: return countText(row.tokens);
    case seconds: return numberText(row.seconds, 2);
    default: return {};
  }
}

QVariant MetricsTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case step: return tr("step");
    case loss: return tr("training loss");
    case evaluation: return tr("evaluation loss");
    case learning_rate: return tr("learning rate");
    case grad_norm: return tr("gradient norm");
    case tokens: return tr("tokens");
    case seconds: return tr("seconds");
    default: return {};
  }
}

}  // namespace lathe::ui
