// The source of a template: monospaced, with line numbers and coloured tags. One line can be marked as the faulty one.
#pragma once
#include "ui/widgets/text_edit.h"

namespace lathe::ui {

class Theme;

class SourceEdit : public TextEdit {
  Q_OBJECT
 public:
  explicit SourceEdit(const Theme& theme, QWidget* parent = nullptr);
  void setSource(const QString& source);
  void markLine(int line);               // from 1; 0: none
  int markedLine() const { return marked_; }
  void goToLine(int line);
  int gutterWidth() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  class Gutter;
  void placeGutter();
  void paintGutter(QPaintEvent* event);
  void showMark();

  const Theme& theme_;
  QWidget* gutter_;
  int marked_ = 0;
  QString marked_text_;                  // that the mark is about
};

}  // namespace lathe::ui
