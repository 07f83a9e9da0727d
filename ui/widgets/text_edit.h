// A plain text editor whose undo is the document's: bursts of typing are handed on as one edit, and Ctrl+Z goes to the
// window's undo. What a person did not touch keeps its characters: line ends, no-break blanks, separators.
#pragma once
#include <QPlainTextEdit>
#include <QTimer>
#include <functional>

namespace lathe::ui {

class TextEdit : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit TextEdit(QWidget* parent = nullptr);
  // Replaces the text without handing it on; the cursor stays where it can. What could not be handed on stays when
  // the text it was typed into is shown again.
  void show(const QString& text);
  // Hands on what was typed and not yet handed on. False: it was not taken; it stays, and is handed on next time.
  bool commit();
  // Takes what is handed on, before edited(); false keeps it in the editor.
  using Take = std::function<bool(const QString& text)>;
  void setTake(Take take) { take_ = std::move(take); }
  bool held() const { return held_; }    // something was not taken
  // Back to the text that was handed in or on last.
  void discard();
  // What was shown, with what was typed since.
  QString text() const;
  // For text that is no record's: Ctrl+Z is its own.
  void setOwnUndo();
  // As tall as its lines, between `least` and `most` of them.
  void growBetween(int least, int most);

 Q_SIGNALS:
  void edited(const QString& text);
  void heldChanged();

 protected:
  bool event(QEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  // Files that are dropped or pasted belong to the window.
  bool canInsertFromMimeData(const QMimeData* source) const override;

 private:
  void fitHeight();
  void setHeld(bool held);

  QTimer burst_;
  QString committed_, shown_;            // the text handed in or on last, and how the editor holds it
  int least_ = 0, most_ = 0;
  Take take_;
  bool own_undo_ = false, held_ = false;
};

}  // namespace lathe::ui
