#include "ui/models/recent_model.h"

#include <QDir>
#include <QFileInfo>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {
qint64 folderBytes(const QString& path) {
  qint64 sum = 0;
  for (const QFileInfo& file : QDir(path).entryInfoList(QDir::Files)) sum += file.size();
  return sum;
}
}  // namespace

std::vector<RecentItem> lookAtRecent(const QStringList& models, const QStringList& records) {
  std::vector<RecentItem> items;
  for (const QString& path : models) items.push_back({path, true, QFileInfo(path).isDir(), folderBytes(path)});
  for (const QString& path : records) items.push_back({path, false, QFileInfo(path).isFile(), QFileInfo(path).size()});
  return items;
}

void RecentModel::show(std::vector<RecentItem> items) {
  beginResetModel();
  items_ = std::move(items);
  endResetModel();
}

void RecentModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
  if (!items_.empty()) Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(items_.size()) - 1, columns - 1));
}

int RecentModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(items_.size()); }
int RecentModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant RecentModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const RecentItem& item = items_[index.row()];
  if (role == Qt::ToolTipRole) return item.path;
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (index.column() == size ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case name: return QFileInfo(item.path).fileName();
    case what: return !item.exists ? tr("not found any more") : item.is_model ? tr("model") : tr("records");
    case size: return item.exists ? bytesText(item.bytes) : QStringLiteral("–");
    default: return {};
  }
}

QVariant RecentModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (section == size ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole) return {};
  return section == name ? tr("name") : section == what ? tr("what") : tr("size");
}

Qt::ItemFlags RecentModel::flags(const QModelIndex& index) const {
  const bool usable = !index.isValid() || items_[index.row()].exists;
  return usable ? QAbstractTableModel::flags(index) : Qt::ItemNeverHasChildren;
}

}  // namespace lathe::ui
