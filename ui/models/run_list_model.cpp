#include "ui/models/run_list_model.h"

#include <QCoreApplication>

#include "ui/bridge/text.h"
#include "ui/widgets/sparkline.h"

namespace lathe::ui {

QString runFaultsText(const std::vector<Issue>& faults) {
  return faults.empty() ? QString() : RunListModel::tr("%1 run folders cannot be read").arg(countText(static_cast<qint64>(faults.size())));
}

QString runFaultsTip(const std::vector<Issue>& faults) {
  QStringList lines;
  for (const Issue& fault : faults) lines << words(fault);
  return lines.join('\n');
}

QString stateText(runs::RunState state) {
  switch (state) {
    case runs::RunState::running: return RunListModel::tr("running");
    case runs::RunState::paused: return RunListModel::tr("paused");
    case runs::RunState::finished: return RunListModel::tr("finished");
    case runs::RunState::stopped: return RunListModel::tr("stopped");
    case runs::RunState::failed: return RunListModel::tr("failed");
    case runs::RunState::interrupted: return RunListModel::tr("interrupted");
  }
  return {};
}

QString methodText(const config::RunConfig& config) {
  const Json& method = member(config.peft, "method");
  const std::string id = method.is_string() ? method.get<std::string>() : "";
  if (id != "lora") return qs(id);
  const Json& rank = member(config.peft, "rank");          // a run's record may hold anything
  return rank.is_number_integer() ? QStringLiteral("LoRA r%1").arg(rank.get<int64_t>()) : QStringLiteral("LoRA");
}

void RunListModel::show(std::vector<ShelvedRun> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int RunListModel::rowOf(const std::filesystem::path& folder) const {
  for (size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].summary.folder == folder) return static_cast<int>(i);
  return -1;
}

void RunListModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(rows_.size()) - 1, columns - 1));
}

int RunListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }
int RunListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QString RunListModel::text(const ShelvedRun& row, int column) const {
  const runs::RunRecord& record = row.summary.record;
  switch (column) {
    case name: return record.state == runs::RunState::finished ? qs(record.config.name) : tr("%1, %2", "a run and its state").arg(qs(record.config.name), stateText(record.state));
    case model: return qs(toPath(qs(record.config.model.path)).filename());
    case method: return methodText(record.config);
    case evaluation: return row.summary.best_eval_loss ? numberText(*row.summary.best_eval_loss, 3) : QStringLiteral("–");
    default: return {};
  }
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const ShelvedRun& row = rows_[index.row()];
  if (role == Qt::DisplayRole) return text(row, index.column());
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (index.column() == evaluation ? Qt::AlignRight : Qt::AlignLeft));
  if (role == Qt::ToolTipRole) return qs(row.summary.folder) + (row.summary.record.sentence.empty() ? QString() : "\n" + words(row.summary.record.sentence));
  if (role == Qt::AccessibleTextRole && index.column() == curve) return tr("%n step(s)", nullptr, static_cast<int>(row.summary.last_step));
  if (role == SparklineDelegate::kPoints && index.column() == curve) return QVariant::fromValue(QVector<double>(row.summary.losses.begin(), row.summary.losses.end()));
  return {};
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | (section == evaluation ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case name: return tr("name");
    case model: return tr("model");
    case method: return tr("method");
    case evaluation: return tr("evaluation");
    case curve: return tr("loss");
    default: return {};
  }
}

}  // namespace lathe::ui
