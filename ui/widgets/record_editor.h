// The chosen record in three views: its members as a form, the conversation, the JSON itself. Knows no document: it
// shows a value and hands on edited ones.
#pragma once
#include <QWidget>
#include <functional>

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
  // Hands on what was typed and not yet handed on. False: some of it was not taken; it stays in its editor.
  bool commit();
  // Takes an edited record; false keeps what was typed in its editor.
  using Take = std::function<bool(const Json& record, const QString& field)>;
  void setTake(Take take) { take_ = std::move(take); }
  // Why what was typed as JSON is no record; empty: it is one.
  QString fault() const;
  void setView(View view);
  void setReadOnly(bool read_only);

 Q_SIGNALS:
  void typing();                         // something is being typed that is not handed on yet

 private:
  void addSwitch(QVBoxLayout* into);
  QWidget* makeForm();
  QWidget* makeConversation();
  QWidget* makeJson();
  void showForm(const std::vector<std::string>& columns);
  void showTurns();
  void offerTurns();
  void addHeldRow(QVBoxLayout* into);
  void showHeld();
  void showView(View view);
  bool handOn(const Json& changed, const QString& field);
  bool editJson(const QString& text);
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
  QString json_fault_;
  QWidget* held_row_;                    // what was typed and is not in the record
  QLabel* held_text_;
  QPushButton* discard_;
  Take take_;
  bool read_only_ = false;
};

}  // namespace lathe::ui
