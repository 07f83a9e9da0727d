#include "ui/models/record_table_model.h"

#include <QColor>

#include "ui/bridge/text.h"
#include "ui/shell/theme.h"

namespace lathe::ui {
namespace {

constexpr int kCellLetters = 300;
constexpr int kRowsLookedAt = 100;

QString oneLine(const Json& value) {
  QString text;
  if (value.is_string()) {
    text = qs(value.get_ref<const std::string&>());
  } else if (value.is_array()) {           // messages: what is said, in a row
    for (const Json& item : value) {
      for (const char* key : {"content", "value"})
        if (item.is_object() && item.contains(key) && item[key].is_string()) text += (text.isEmpty() ? "" : " ⏐ ") + qs(item[key].get<std::string>());
      if (text.size() > kCellLetters) break;
    }
    if (text.isEmpty() && !value.empty()) text = qs(value.dump());
  } else if (!value.is_null()) {
    text = qs(value.dump());
  }
  return text.left(kCellLetters).simplified();
}

}  // namespace

RecordTableModel::RecordTableModel(const Theme& theme, QObject* parent) : QAbstractTableModel(parent), theme_(theme) {}

void RecordTableModel::setDocument(RecordsDocument* document) {
  beginResetModel();
  if (document_) document_->disconnect(this);
  document_ = document;
  facts_.clear();
  rows_ = document ? document->size() : 0;
  text_columns_ = document ? static_cast<int>(document->set().format().columns.size()) : 0;
  if (document) {
    connect(document, &RecordsDocument::inserted, this, &RecordTableModel::inserted);
    connect(document, &RecordsDocument::removed, this, &RecordTableModel::removed);
    connect(document, &RecordsDocument::replaced, this, [this](int row) {
      facts_.rowChanged(row);
      factsChanged(row);
    });
  }
  endResetModel();
}

void RecordTableModel::setCounting(bool on) {
  if (on == counting_) return;
  beginResetModel();
  counting_ = on;
  facts_.clear();
  endResetModel();
}

void RecordTableModel::inserted(int row) {
  pending_insert_ = row;
  beginInsertRows({}, row, row);
  pending_insert_ = -1;
  ++rows_;
  facts_.rowInserted(row);
  endInsertRows();
}

void RecordTableModel::removed(int row, const Json& before) {
  pending_remove_ = row;
  removed_value_ = before;
  beginRemoveRows({}, row, row);
  pending_remove_ = -1;
  --rows_;
  facts_.rowRemoved(row);
  endRemoveRows();
}

const Json& RecordTableModel::value(int row) const {
  if (pending_insert_ >= 0) return document_->value(row >= pending_insert_ ? row + 1 : row);
  if (pending_remove_ >= 0) return row == pending_remove_ ? removed_value_ : document_->value(row > pending_remove_ ? row - 1 : row);
  return document_->value(row);
}

void RecordTableModel::retranslate() {
  if (columnCount() > 0) Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void RecordTableModel::factsChanged(int row) {
  if (rows_ == 0) return;
  const int first = row < 0 ? 0 : row, last = row < 0 ? rows_ - 1 : row;
  Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
  Q_EMIT headerDataChanged(Qt::Vertical, first, last);
}

int RecordTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : rows_; }
int RecordTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : text_columns_ + (counting_ && text_columns_ ? 2 : 0); }

bool RecordTableModel::hasText(int column) const {
  for (int row = 0; row < std::min(rows_, kRowsLookedAt); ++row)
    if (!cell(row, column).isEmpty()) return true;
  return false;
}

const data::Record* RecordTableModel::record(int row) const {
  const data::SharedRecords& all = document_->set().records();
  if (pending_insert_ >= 0) return all.handle(static_cast<size_t>(row >= pending_insert_ ? row + 1 : row)).get();
  if (pending_remove_ < 0) return all.handle(static_cast<size_t>(row)).get();
  return row == pending_remove_ ? nullptr : all.handle(static_cast<size_t>(row > pending_remove_ ? row - 1 : row)).get();
}

QString RecordTableModel::cell(int row, int column) const {
  const std::string& key = document_->set().format().columns[column];
  const Json& record = value(row);
  return record.is_object() && record.contains(key) ? oneLine(record[key]) : QString();
}

QString RecordTableModel::count(int row, int column) const {
  const TokenCount* count = facts_.tokens(row);
  if (!count) {
    Q_EMIT countsWanted(row);
    return QStringLiteral("…");
  }
  if (column == tokensColumn()) return countText(count->tokens);
  return count->tokens == 0 ? QStringLiteral("–") : QStringLiteral("%1 %").arg(qRound(100.0 * count->learned / count->tokens));
}

QVariant RecordTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const int row = index.row(), column = index.column();
  const bool is_count = column >= text_columns_;
  if (role == Qt::DisplayRole) return is_count ? count(row, column) : cell(row, column);
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (is_count ? Qt::AlignRight : Qt::AlignLeft));
  if (role == Qt::FontRole && is_count) return theme_.figures();
  if (role == Qt::ForegroundRole && is_count) {
    const TokenCount* count = facts_.tokens(row);
    if (count && count->learned == 0) return theme_.color("danger");
    if (count && count->fate != data::Fate::whole) return theme_.color("warn");
  }
  if (role == Qt::ToolTipRole && !is_count) return cell(row, column);
  return {};
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical) {
    if (role == Qt::DisplayRole) return facts_.hasIssue(section) ? QStringLiteral("%1 ●").arg(section + 1) : QString::number(section + 1);
    if (role == Qt::ForegroundRole && facts_.hasIssue(section)) return theme_.color("danger");
    return {};
  }
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (section >= text_columns_ ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole || !document_) return {};
  if (section < text_columns_) return qs(document_->set().format().columns[section]);
  return section == tokensColumn() ? tr("tokens") : tr("learned");
}

}  // namespace lathe::ui
