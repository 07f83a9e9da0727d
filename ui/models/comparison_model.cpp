#include "ui/models/comparison_model.h"

#include "ui/bridge/text.h"

namespace lathe::ui {

int ComparisonModel::add(Comparison comparison) {
  const int row = static_cast<int>(rows_.size());
  beginInsertRows({}, row, row);
  rows_.push_back(std::move(comparison));
  endInsertRows();
  return row;
}

void ComparisonModel::addPiece(int row, const engine::AnswerPiece& piece) {
  if (row < 0 || row >= rowCount()) return;
  rows_[row].side(piece.side).text += qs(piece.text);
  Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void ComparisonModel::setAnswer(int row, const engine::Answer& answer) {
  if (row < 0 || row >= rowCount()) return;
  ComparedSide& side = rows_[row].side(answer.side);
  side.text = qs(answer.text);
  side.answer = answer;
  side.done = true;
  Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void ComparisonModel::endAll() {
  for (Comparison& row : rows_)
    for (ComparedSide* side : {&row.before, &row.after})
      if (side->wanted && !side->done) side->wanted = false, side->cut_short = true;
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int ComparisonModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }
int ComparisonModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant ComparisonModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Comparison& row = rows_[index.row()];
  const QString& text = index.column() == prompt ? row.prompt : index.column() == before ? row.before.text : row.after.text;
  if (role == Qt::DisplayRole) return text.left(300).simplified();
  if (role == Qt::ToolTipRole) return text;
  return {};
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  return section == prompt ? tr("asked") : section == before ? tr("before") : tr("after");
}

}  // namespace lathe::ui
