// One answer: who speaks with which weights, the text with the words that differ marked, and its figures.
#pragma once
#include "ui/models/comparison_model.h"
#include "ui/models/word_diff.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/texts.h"

class QTextEdit;

namespace lathe::ui {

class Theme;

class AnswerPane : public Panel {
  Q_OBJECT
 public:
  AnswerPane(const Theme& theme, engine::Side side, QWidget* parent);
  void show(const ComparedSide& side, const QVector<TextRange>& different);
  void clear();
  QString text() const;
  // The ranges that are marked now; for tests.
  const QVector<TextRange>& marked() const { return different_; }

 private:
  void mark();
  void describe();

  const Theme& theme_;
  engine::Side which_;
  Texts texts_{this};
  ComparedSide side_;
  QVector<TextRange> different_;
  QLabel *title_, *speaker_, *hash_, *figures_;
  QTextEdit* text_;
};

}  // namespace lathe::ui
