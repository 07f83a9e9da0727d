// The rows that search and chips leave: plain words, /regular expression/, all, with any problem, with one kind.
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

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  RecordTableModel& records_;
  QString words_, problem_;
  QRegularExpression expression_;
};

}  // namespace lathe::ui
