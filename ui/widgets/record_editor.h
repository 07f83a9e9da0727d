// The chosen record in three views: its members as a form, the conversation, the JSON itself. Knows no document: it
// shows a value and hands on edited ones.
#pragma once
#include <QWidget>

#include "core/base/json.h"
#include "ui/widgets/texts.h"

class QFormLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace lathe::ui {

class TextEdit;
class TurnEditor;

class RecordEditor : public QWidget {
  Q_OBJECT
 public:
  enum View { form, conversation, json };
  explicit RecordEditor(QWidget* parent = nullptr);

  void show(const Json& record, const std::vector<std::string>& columns);
  // What was typed and not yet handed on.
  void commit();
  void setView(View view);
  void setReadOnly(bool read_only);

 Q_SIGNALS:
  void typing();                         // something is being typed that is not handed on yet
  void edited(const lathe::Json& record, const QString& field);

 private:
  void addSwitch(QVBoxLayout* into);
  QWidget* makeForm();
  QWidget* makeConversation();
  QWidget* makeJson();
  void showForm(const std::vector<std::string>& columns);
  void showTurns();
  void editJson(const QString& text);
  void follow(TextEdit* edit);

  Texts texts_{this};
  Json record_;
  std::vector<QWidget*> switches_;
  QStackedWidget* stack_;
  QFormLayout* form_;
  std::vector<std::pair<std::string, TextEdit*>> fields_;
  QVBoxLayout* turns_;
  std::vector<TurnEditor*> turn_editors_;
  QPushButton *add_turn_, *add_system_, *remove_turn_;
  TextEdit* json_;
  QLabel* json_fault_;
  bool read_only_ = false;
};

}  // namespace lathe::ui
