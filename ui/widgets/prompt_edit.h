// A prompt: Return or Ctrl+Return sends it, Shift+Return begins a new line.
#pragma once
#include <QPlainTextEdit>

namespace lathe::ui {

class PromptEdit : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit PromptEdit(QWidget* parent = nullptr);

 Q_SIGNALS:
  void sent();

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  // A file that is dropped belongs to the window.
  bool canInsertFromMimeData(const QMimeData* source) const override;
};

}  // namespace lathe::ui
