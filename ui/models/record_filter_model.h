// The rows that search and chips leave: plain words, /regular expression/, all, with any problem, with one kind. The row
// under the person's hands stays whatever is typed into it.
#pragma once
#include <QRegularExpression>
#include <QSortFilterProxyModel>

namespace lathe::ui {

class RecordTableModel;

class RecordFilterModel : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  explicit RecordFilterModel(RecordTableModel& records, QObject* parent = nullptr);

  // False with the fault when the expression is not valid; then nothing changes.
  bool search(const QString& text, QString* fault = nullptr);
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
  QString words_, problem_;
  QRegularExpression expression_;
};

}  // namespace lathe::ui
