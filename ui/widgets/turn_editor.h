// One turn of a conversation: who speaks, whether it is learned, and the text.
#pragma once
#include <QWidget>

#include "ui/models/turns.h"

class QLabel;

namespace lathe::ui {

class TextEdit;

class TurnEditor : public QWidget {
  Q_OBJECT
 public:
  explicit TurnEditor(QWidget* parent = nullptr);
  void show(const Turn& turn);
  TextEdit* edit() const { return edit_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  Turn::Kind kind_ = Turn::Kind::user;
  QLabel* who_;
  TextEdit* edit_;
};

}  // namespace lathe::ui
