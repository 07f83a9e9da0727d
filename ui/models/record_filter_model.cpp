#include "ui/models/record_filter_model.h"

#include <utility>

#include "ui/models/record_table_model.h"

namespace lathe::ui {

RecordFilterModel::RecordFilterModel(RecordTableModel& records, QObject* parent) : QSortFilterProxyModel(parent), records_(records) {
  setDynamicSortFilter(true);
  setSourceModel(&records);
}

bool RecordFilterModel::search(const QString& text, QString* fault) {
  const bool is_expression = text.size() > 2 && text.startsWith('/') && text.endsWith('/');
  QRegularExpression expression;
  if (is_expression) {
    expression = QRegularExpression(text.mid(1, text.size() - 2), QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    if (!expression.isValid()) {
      if (fault) *fault = expression.errorString();
      return false;
    }
  }
  kept_ = QModelIndex();
  words_ = is_expression ? QString() : text;
  expression_ = expression;
  invalidateFilter();
  return true;
}

void RecordFilterModel::setProblem(const QString& code) {
  if (std::exchange(problem_, code) != code) kept_ = QModelIndex();
  invalidateFilter();
}

void RecordFilterModel::keep(int source_row) {
  if (source_row == kept()) return;
  const bool had = kept_.isValid();
  kept_ = source_row < 0 ? QModelIndex() : records_.index(source_row, 0);
  if (had) invalidateFilter();
}

bool RecordFilterModel::filterAcceptsRow(int row, const QModelIndex&) const {
  if (row == kept()) return true;
  const RecordFacts& facts = records_.facts();
  if (problem_ == "*" && !facts.hasIssue(row)) return false;
  if (!problem_.isEmpty() && problem_ != "*" && !facts.hasIssue(row, problem_)) return false;
  if (!words_.isEmpty()) return records_.searchText(row).contains(words_, Qt::CaseInsensitive);
  if (!expression_.pattern().isEmpty()) return expression_.match(records_.searchText(row)).hasMatch();
  return true;
}

}  // namespace lathe::ui
