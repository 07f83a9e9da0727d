// The records as rows: a column for each member worth one, then tokens and learned share where a model is chosen.
#pragma once
#include <QAbstractTableModel>
#include <QSet>

#include "ui/models/record_facts.h"
#include "ui/models/records_document.h"

namespace lathe::ui {

class Theme;

class RecordTableModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit RecordTableModel(const Theme& theme, QObject* parent = nullptr);

  void setDocument(RecordsDocument* document);
  void setCounting(bool on);             // tokens and learned columns
  RecordFacts& facts() { return facts_; }
  const RecordFacts& facts() const { return facts_; }
  void factsChanged(int row);            // -1: all
  int tokensColumn() const { return text_columns_; }
  int learnedColumn() const { return text_columns_ + 1; }
  // Whether one of the first records has something in the column.
  bool hasText(int column) const;
  const data::Record* record(int row) const;         // null while the row is just leaving
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  // Rows whose counts were looked at and are not known.
  void countsWanted(int row) const;

 private:
  const Json& value(int row) const;
  QString cell(int row, int column) const;
  QString count(int row, int column) const;
  void inserted(int row);
  void removed(int row, const Json& before);

  const Theme& theme_;
  RecordsDocument* document_ = nullptr;
  RecordFacts facts_;
  int text_columns_ = 0, rows_ = 0;
  bool counting_ = false;
  // While rows are being announced the set is one edit ahead; these map to what the view still sees.
  int pending_insert_ = -1, pending_remove_ = -1;
  Json removed_value_;
};

}  // namespace lathe::ui
