#include "ui/widgets/record_editor.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QFormLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <utility>

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
  addHeldRow(all);
  showView(conversation);
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
  connect(add_turn_, &QPushButton::clicked, this, [this] { if (commit()) handOn(withTurnAdded(record_), tr("turns")); });
  connect(add_system_, &QPushButton::clicked, this, [this] { if (commit()) handOn(withSystemAdded(record_), tr("system")); });
  connect(remove_turn_, &QPushButton::clicked, this, [this] { if (commit()) handOn(withLastTurnRemoved(record_), tr("turns")); });
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
  json_->setObjectName("record.json");
  all->addWidget(json_, 1);
  json_->setTake([this](const QString& text) { return editJson(text); });
  follow(json_);
  texts_.add([this] { json_->setAccessibleName(tr("The record as JSON")); });
  return content;
}

void RecordEditor::addHeldRow(QVBoxLayout* into) {
  held_row_ = new QWidget(this);
  held_row_->setObjectName("record.held");
  auto* line = new QHBoxLayout(held_row_);
  line->setContentsMargins(0, 0, 0, 0);
  held_text_ = wrappedMutedLabel(held_row_);
  setVerbatim(held_text_);
  discard_ = linkButton(held_row_);
  discard_->setObjectName("record.discard");
  line->addWidget(held_text_, 1);
  line->addWidget(discard_);
  into->addWidget(held_row_);
  held_row_->hide();
  connect(discard_, &QPushButton::clicked, this, [this] {
    for (TextEdit* edit : findChildren<TextEdit*>())
      if (edit->held()) edit->discard();
  });
  texts_.add([this] {
    discard_->setText(tr("Discard what was typed"));
    discard_->setToolTip(tr("Show the record as it is"));
    showHeld();
  });
}

void RecordEditor::showHeld() {
  bool any = false;
  for (const TextEdit* edit : findChildren<TextEdit*>()) any = any || edit->held();
  held_text_->setText(fault().isEmpty() ? tr("What was typed could not be kept and is not in the record yet.") : fault());
  held_row_->setVisible(any);
}

QString RecordEditor::fault() const { return json_->held() ? json_fault_ : QString(); }

// What is no record yet stays before the person's eyes.
void RecordEditor::setView(View view) { showView(commit() ? view : static_cast<View>(stack_->currentIndex())); }

void RecordEditor::showView(View view) {
  stack_->setCurrentIndex(view);
  static_cast<QToolButton*>(switches_[view])->setChecked(true);
}

void RecordEditor::follow(TextEdit* edit) {
  edit->setReadOnly(read_only_);
  connect(edit, &TextEdit::heldChanged, this, &RecordEditor::showHeld);
  connect(edit, &QPlainTextEdit::textChanged, this, &RecordEditor::typing);
}

void RecordEditor::setReadOnly(bool read_only) {
  read_only_ = read_only;
  for (TextEdit* edit : findChildren<TextEdit*>()) edit->setReadOnly(read_only);
  offerTurns();
}

void RecordEditor::show(const Json& record, const std::vector<std::string>& columns) {
  record_ = record;
  showForm(columns);
  showTurns();
  json_->show(qs(record.dump(2)));
}

void RecordEditor::showForm(const std::vector<std::string>& columns) {
  std::vector<std::string> keys;
  for (const std::string& key : columns)
    if (record_.is_object() && (!record_.contains(key) || record_[key].is_string())) keys.push_back(key);
  switches_[form]->setVisible(!keys.empty());
  if (keys.empty() && stack_->currentIndex() == form) showView(conversation);
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
      edit->setTake([this, key](const QString& text) {
        Json changed = record_;
        changed[key] = ss(text);
        return handOn(changed, qs(key));
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
    editor->edit()->setTake([this, turn](const QString& text) {
      const std::vector<Turn> now = turnsOf(record_);
      return turn >= now.size() || handOn(withTurnText(record_, turn, text), qs(now[turn].field));
    });
  }
  for (size_t i = 0; i < turns.size(); ++i) turn_editors_[i]->show(turns[i]);
  offerTurns();
}

void RecordEditor::offerTurns() {
  for (QPushButton* button : {add_turn_, remove_turn_}) button->setVisible(takesTurns(record_));
  add_system_->setVisible(takesSystem(record_));
  add_turn_->setEnabled(!read_only_);
  add_system_->setEnabled(!read_only_ && !hasSystem(record_));
  remove_turn_->setEnabled(!read_only_ && withLastTurnRemoved(record_) != record_);
}

// Other editors may hand on theirs while the change is being taken: they build on it.
bool RecordEditor::handOn(const Json& changed, const QString& field) {
  Json before = std::exchange(record_, changed);
  if (!take_ || take_(changed, field)) return true;
  record_ = std::move(before);
  return false;
}

bool RecordEditor::editJson(const QString& text) {
  Json changed;
  json_fault_.clear();
  attempt([&] { changed = parse_json(ss(text), ss(tr("record"))); }, [&](const ErrorText& error) { json_fault_ = error.message; });
  if (json_fault_.isEmpty() && !changed.is_object()) json_fault_ = tr("A record must be a JSON object: { … }");
  return json_fault_.isEmpty() && handOn(changed, QString());
}

bool RecordEditor::commit() {
  bool all = true;
  for (const auto& [key, edit] : fields_) all = edit->commit() && all;
  for (TurnEditor* editor : std::vector(turn_editors_)) all = editor->edit()->commit() && all;
  return json_->commit() && all;
}

}  // namespace lathe::ui
