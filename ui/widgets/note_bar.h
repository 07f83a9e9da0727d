// A note in place: what happened, what to do, and a button that does it. Stays until it is dealt with.
#pragma once
#include <QFrame>
#include <functional>

#include "ui/bridge/error_text.h"
#include "ui/widgets/texts.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace lathe::ui {

class NoteBar : public QFrame {
  Q_OBJECT
 public:
  explicit NoteBar(QWidget* parent = nullptr);
  void showError(const ErrorText& error);
  void showNote(const QString& text, const char* tone = "");
  // Adds the button to the note that is shown.
  void offer(const QString& text, std::function<void()> act);
  void clear();
  QString text() const;

 private:
  void show(const QString& text, const QString& details, const char* tone);

  Texts texts_{this};
  QLabel* text_;
  QLabel* details_;
  QPushButton* more_;
  QPushButton* act_;
  QToolButton* close_;
  std::function<void()> on_act_;
};

}  // namespace lathe::ui
