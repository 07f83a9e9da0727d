// A plain text editor whose undo is the document's: bursts of typing are handed on as one edit, and Ctrl+Z goes to the
// window's undo.
#pragma once
#include <QPlainTextEdit>
#include <QTimer>

namespace lathe::ui {

class TextEdit : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit TextEdit(QWidget* parent = nullptr);
  // Replaces the text without handing it on; the cursor stays where it can.
  void show(const QString& text);
  // Hands on what was typed and not yet handed on.
  void commit();
  // As tall as its lines, between `least` and `most` of them.
  void growBetween(int least, int most);

 Q_SIGNALS:
  void edited(const QString& text);

 protected:
  bool event(QEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fitHeight();

  QTimer burst_;
  QString committed_;
  int least_ = 0, most_ = 0;
};

}  // namespace lathe::ui
