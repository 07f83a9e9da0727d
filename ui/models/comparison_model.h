// Questions and their answers before and after, a row each, filled while they are streamed.
#pragma once
#include <QAbstractTableModel>
#include <optional>

#include "core/engine/event.h"

namespace lathe::ui {

struct ComparedSide {
  QString text;
  bool wanted = false, done = false, cut_short = false;
  engine::Answer answer;                 // when done
};
struct Comparison {
  QString system, prompt;
  ComparedSide before, after;
  ComparedSide& side(engine::Side side) { return side == engine::Side::before ? before : after; }
};

class ComparisonModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { prompt, before, after, columns };
  using QAbstractTableModel::QAbstractTableModel;

  int add(Comparison comparison);        // its row
  void addPiece(int row, const engine::AnswerPiece& piece);
  void setAnswer(int row, const engine::Answer& answer);
  void endAll();                         // nothing more comes
  const Comparison& at(int row) const { return rows_[row]; }
  void retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1); }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<Comparison> rows_;
};

}  // namespace lathe::ui
