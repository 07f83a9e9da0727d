#include "ui/widgets/record_editor.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QFormLayout>
#include <QScrollArea>
#include <QStackedWidget>

#include "ui/bridge/error_text.h"
#include "ui/bridge/text.h"
#include "ui/models/turns.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/text_edit.h"
#include "ui/widgets/turn_editor.h"

namespace lathe::ui {

RecordEditor::RecordEditor(QWidget* parent) : QWidget(parent) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  addSwitch(all);
  stack_ = new QStackedWidget(this);
  all->addWidget(stack_, 1);
  stack_->addWidget(makeForm());
  stack_->addWidget(makeConversation());
  stack_->addWidget(makeJson());
  setView(conversation);
}

void RecordEditor::addSwitch(QVBoxLayout* into) {
  auto* line = row(into);
  auto* group = new QButtonGroup(this);
  for (int view = form; view <= json; ++view) {
    QToolButton* button = chipButton(this);
    group->addButton(button, view);
    switches_.push_back(button);
    line->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, view] { setView(static_cast<View>(view)); });
    texts_.add([button, view] { button->setText(view == form ? tr("Form") : view == conversation ? tr("Conversation") : tr("JSON")); });
  }
  line->addStretch(1);
}

QWidget* RecordEditor::makeForm() {
  auto* content = new QWidget;
  form_ = new QFormLayout(content);
  form_->setContentsMargins(0, 0, space::tiny, 0);
  form_->setRowWrapPolicy(QFormLayout::WrapAllRows);
  return scrolled(content, this);
}

QWidget* RecordEditor::makeConversation() {
  auto* content = new QWidget;
  auto* all = new QVBoxLayout(content);
  all->setContentsMargins(0, 0, space::tiny, 0);
  turns_ = new QVBoxLayout;
  turns_->setSpacing(space::inside);
  all->addLayout(turns_);
  auto* buttons = row(all);
  add_turn_ = plainButton(content);
  add_system_ = plainButton(content);
  remove_turn_ = plainButton(content);
  for (QPushButton* button : {add_turn_, add_system_, remove_turn_}) buttons->addWidget(button);
  buttons->addStretch(1);
  all->addStretch(1);
  connect(add_turn_, &QPushButton::clicked, this, [this] { commit(); Q_EMIT edited(withTurnAdded(record_), tr("turns")); });
  connect(add_system_, &QPushButton::clicked, this, [this] { commit(); Q_EMIT edited(withSystemAdded(record_), tr("system")); });
  connect(remove_turn_, &QPushButton::clicked, this, [this] { commit(); Q_EMIT edited(withLastTurnRemoved(record_), tr("turns")); });
  texts_.add([this] {
    add_turn_->setText(tr("+ Turn"));
    add_turn_->setToolTip(tr("Add a question and an answer at the end"));
    add_system_->setText(tr("+ System"));
    add_system_->setToolTip(tr("Add a system line at the start"));
    remove_turn_->setText(tr("− Turn"));
    remove_turn_->setToolTip(tr("Take the last question and answer away"));
  });
  return scrolled(content, this);
}

QWidget* RecordEditor::makeJson() {
  auto* content = new QWidget(this);
  auto* all = new QVBoxLayout(content);
  all->setContentsMargins(0, 0, 0, 0);
  json_ = new TextEdit(content);
  json_fault_ = wrappedMutedLabel(content);
  setVerbatim(json_fault_);
  all->addWidget(json_, 1);
  all->addWidget(json_fault_);
  json_fault_->hide();
  connect(json_, &TextEdit::edited, this, &RecordEditor::editJson);
  follow(json_);
  texts_.add([this] { json_->setAccessibleName(tr("The record as JSON")); });
  return content;
}

void RecordEditor::setView(View view) {
  stack_->setCurrentIndex(view);
  static_cast<QToolButton*>(switches_[view])->setChecked(true);
}

void RecordEditor::follow(TextEdit* edit) {
  edit->setReadOnly(read_only_);
  connect(edit, &QPlainTextEdit::textChanged, this, &RecordEditor::typing);
}

void RecordEditor::setReadOnly(bool read_only) {
  read_only_ = read_only;
  for (TextEdit* edit : findChildren<TextEdit*>()) edit->setReadOnly(read_only);
}

void RecordEditor::show(const Json& record, const std::vector<std::string>& columns) {
  record_ = record;
  showForm(columns);
  showTurns();
  json_->show(qs(record.dump(2)));
  json_fault_->hide();
}

void RecordEditor::showForm(const std::vector<std::string>& columns) {
  std::vector<std::string> keys;
  for (const std::string& key : columns)
    if (record_.is_object() && (!record_.contains(key) || record_[key].is_string())) keys.push_back(key);
  switches_[form]->setVisible(!keys.empty());
  if (keys.empty() && stack_->currentIndex() == form) setView(conversation);
  std::vector<std::string> present;
  for (const auto& field : fields_) present.push_back(field.first);
  if (present != keys) {
    while (form_->rowCount() > 0) form_->removeRow(0);
    fields_.clear();
    for (const std::string& key : keys) {
      auto* edit = new TextEdit;
      edit->growBetween(1, 10);
      edit->setAccessibleName(qs(key));
      setVerbatim(edit);
      follow(edit);
      QLabel* label = mutedLabel(this);
      label->setText(qs(key));
      setVerbatim(label);
      label->setBuddy(edit);
      form_->addRow(label, edit);
      fields_.push_back({key, edit});
      connect(edit, &TextEdit::edited, this, [this, key](const QString& text) {
        Json changed = record_;
        changed[key] = ss(text);
        Q_EMIT edited(changed, qs(key));
      });
    }
  }
  for (const auto& [key, edit] : fields_) edit->show(record_.contains(key) ? qs(record_[key].get<std::string>()) : QString());
}

void RecordEditor::showTurns() {
  const std::vector<Turn> turns = turnsOf(record_);
  while (turn_editors_.size() > turns.size()) {
    turn_editors_.back()->deleteLater();
    turn_editors_.back()->hide();
    turn_editors_.pop_back();
  }
  while (turn_editors_.size() < turns.size()) {
    auto* editor = new TurnEditor(turns_->parentWidget());
    const size_t turn = turn_editors_.size();
    turns_->addWidget(editor);
    turn_editors_.push_back(editor);
    follow(editor->edit());
    connect(editor, &TurnEditor::edited, this, [this, turn](const QString& text) {
      const std::vector<Turn> now = turnsOf(record_);
      if (turn < now.size()) Q_EMIT edited(withTurnText(record_, turn, text), qs(now[turn].field));
    });
  }
  for (size_t i = 0; i < turns.size(); ++i) turn_editors_[i]->show(turns[i]);
  add_turn_->setEnabled(!read_only_);
  add_system_->setEnabled(!read_only_ && !hasSystem(record_));
  remove_turn_->setEnabled(!read_only_ && withLastTurnRemoved(record_) != record_);
}

void RecordEditor::editJson(const QString& text) {
  Json changed;
  QString fault;
  attempt([&] { changed = parse_json(ss(text), ss(tr("record"))); }, [&](const ErrorText& error) { fault = error.whole(); });
  if (fault.isEmpty() && !changed.is_object()) fault = tr("A record must be a JSON object: { … }");
  json_fault_->setText(fault);
  json_fault_->setVisible(!fault.isEmpty());
  if (fault.isEmpty()) Q_EMIT edited(changed, QString());
}

void RecordEditor::commit() {
  for (const auto& [key, edit] : fields_) edit->commit();
  for (TurnEditor* editor : std::vector(turn_editors_)) editor->edit()->commit();
  json_->commit();
}

}  // namespace lathe::ui
