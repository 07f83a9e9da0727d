#include "ui/models/record_filter_model.h"

#include <utility>

#include "ui/models/record_table_model.h"
#include "ui/models/record_text.h"

namespace lathe::ui {

RecordFilterModel::RecordFilterModel(RecordTableModel& records, QObject* parent) : QSortFilterProxyModel(parent), records_(records) {
  setDynamicSortFilter(true);
  setSourceModel(&records);
}

bool RecordSearch::read(const QString& text, RecordSearch& out, QString* fault) {
  const bool is_expression = text.size() > 2 && text.startsWith('/') && text.endsWith('/');
  RecordSearch read;
  if (is_expression) {
    read.expression = QRegularExpression(text.mid(1, text.size() - 2), QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    if (!read.expression.isValid()) {
      if (fault) *fault = read.expression.errorString();
      return false;
    }
  } else {
    read.words = text;
  }
  out = std::move(read);
  return true;
}

bool RecordSearch::fits(const Json& record) const {
  if (empty()) return true;
  const QString text = allTexts(record);
  return words.isEmpty() ? expression.match(text).hasMatch() : text.contains(words, Qt::CaseInsensitive);
}

SearchHits findHits(const data::SharedRecords& records, const RecordSearch& search, const std::atomic<bool>& stop) {
  if (search.empty()) return {};
  SearchHits out{{}, records};
  out.known.reserve(static_cast<qsizetype>(records.size()));
  for (size_t i = 0; i < records.size(); ++i) {
    if (stop) return {};
    out.known.insert(records.handle(i).get(), search.fits(records[i].value));
  }
  return out;
}

// Wholesale, as a new layout: row by row a large set would take minutes.
void RecordFilterModel::search(RecordSearch search, SearchHits hits) {
  kept_ = QModelIndex();
  search_ = std::move(search);
  hits_ = std::move(hits);
  invalidate();
}

bool RecordFilterModel::knows(int source_row) const { return hits_.known.contains(records_.record(source_row)); }

void RecordFilterModel::setProblem(const QString& code) {
  if (std::exchange(problem_, code) != code) kept_ = QModelIndex();
  invalidate();
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
  const data::Record* record = records_.record(row);
  if (search_.empty() || !record) return true;
  const auto known = hits_.known.constFind(record);
  return known == hits_.known.constEnd() ? search_.fits(record->value) : *known;
}

}  // namespace lathe::ui
