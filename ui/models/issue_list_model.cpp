#include "ui/models/issue_list_model.h"

#include <vector>

#include "ui/bridge/text.h"

namespace lathe::ui {

void IssueListModel::show(std::vector<Issue> issues) {
  beginResetModel();
  issues_ = std::move(issues);
  endResetModel();
}

void IssueListModel::follow(int row, int by) {
  if (issues_.empty()) return;
  beginResetModel();
  const int64_t line = row + 1;
  if (by < 0) std::erase_if(issues_, [&](const Issue& issue) { return issue.line == line; });
  for (Issue& issue : issues_)
    if (issue.line >= line) issue.line += by;
  endResetModel();
}

void IssueListModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
  if (!issues_.empty()) Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(issues_.size()) - 1, columns - 1));
}

int IssueListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(issues_.size()); }
int IssueListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant IssueListModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Issue& issue = issues_[index.row()];
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (index.column() == record ? Qt::AlignRight : Qt::AlignLeft));
  if (role == Qt::ToolTipRole) return words(issue.reason);
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case record: return issue.line > 0 ? countText(issue.line) : QStringLiteral("–");
    case field: return qs(issue.field);
    case reason: return words(issue.reason);
    default: return {};
  }
}

QVariant IssueListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (section == record ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole) return {};
  return section == record ? tr("record") : section == field ? tr("field") : tr("what is wrong");
}

}  // namespace lathe::ui
