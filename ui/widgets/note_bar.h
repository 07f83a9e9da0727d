// Notes in place: what happened and what to do. Each stays until it is closed; those that come meanwhile wait behind it,
// failures before the others.
#pragma once
#include <QFrame>
#include <QList>

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
  void withdraw(const QString& text);    // a note that holds no longer
  void clear();                          // all of them
  QString text() const;

 private:
  struct Note {
    QString text, details, tone;
    bool operator==(const Note&) const = default;
  };
  void add(const Note& note);
  void showFirst();
  void showCount();

  Texts texts_{this};
  QList<Note> notes_;                    // the first is seen
  QLabel* text_;
  QLabel* details_;
  QLabel* count_;
  QPushButton* more_;
  QToolButton* close_;
};

}  // namespace lathe::ui
