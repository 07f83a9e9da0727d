// The rows that search and chips leave: plain words, /regular expression/, all, with any problem, with one kind. The row
// under the person's hands stays whatever is typed into it.
#pragma once
#include <QHash>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <atomic>

#include "core/data/shared_records.h"

namespace lathe::ui {

class RecordTableModel;

// Words, or an expression between slashes, against all that a record says.
struct RecordSearch {
  QString words;
  QRegularExpression expression;
  bool empty() const { return words.isEmpty() && expression.pattern().isEmpty(); }
  bool fits(const Json& record) const;
  // False with the fault when the expression is not valid.
  static bool read(const QString& text, RecordSearch& out, QString* fault = nullptr);
};

// What is known of records already, because another thread has looked; `keeps` keeps them from being mistaken.
struct SearchHits {
  QHash<const data::Record*, bool> known;
  data::SharedRecords keeps;
};
// The records that fit; empty when `stop` was set meanwhile. Off the window's thread.
SearchHits findHits(const data::SharedRecords& records, const RecordSearch& search, const std::atomic<bool>& stop);

class RecordFilterModel : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  explicit RecordFilterModel(RecordTableModel& records, QObject* parent = nullptr);

  void search(RecordSearch search, SearchHits hits = {});
  // The same search, known of the records that stand there now.
  void know(SearchHits hits) { hits_ = std::move(hits); }
  // Whether a row is shown without looking into its record anew; for tests.
  bool knows(int source_row) const;
  const RecordSearch& searched() const { return search_; }
  // "" all, "*" any problem, else an issue's code.
  void setProblem(const QString& code);
  const QString& problem() const { return problem_; }
  // Stays until another is kept, or something else is searched for. -1: none.
  void keep(int source_row);
  int kept() const { return kept_.isValid() ? kept_.row() : -1; }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  RecordTableModel& records_;
  QPersistentModelIndex kept_;           // of the source
  RecordSearch search_;
  SearchHits hits_;
  QString problem_;
};

}  // namespace lathe::ui
