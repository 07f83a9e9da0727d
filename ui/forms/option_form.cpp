#include "ui/forms/option_form.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QToolButton>
#include <algorithm>

#include "ui/bridge/text.h"
#include "ui/forms/option_editor.h"
#include "ui/forms/option_text.h"
#include "ui/shell/theme.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {
OptionForm::OptionForm(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme), all_(new QVBoxLayout(this)) {
  all_->setContentsMargins(0, 0, 0, 0);
  all_->setSpacing(space::inside);
  connect(&theme, &Theme::changed, this, [this] {
    for (const Row& row : rows_) row.reset->setIcon(theme_.icon("reset"));
  });
}

void OptionForm::setOptions(const std::vector<OptionInfo>& options) {
  Json kept = Json::object();
  writeTo(kept);
  while (QLayoutItem* item = all_->takeAt(0)) {
    if (QWidget* widget = item->widget()) widget->hide(), widget->deleteLater();
    delete item;
  }
  rows_.clear();
  groups_.clear();
  for (const OptionInfo& option : options) {
    const std::string group = groupOf(option);
    if (groups_.empty() || groups_.back().id != group) {
      auto* box = new QWidget(this);
      auto* column = new QVBoxLayout(box);
      column->setContentsMargins(0, 0, 0, space::inside);
      column->setSpacing(space::inside);
      QLabel* title = sectionLabel(box);
      column->addWidget(title);
      all_->addWidget(box);
      groups_.push_back({group, title, {}});
    }
    groups_.back().rows.push_back(rows_.size());
    addRow(groups_.back().title->parentWidget(), option);
  }
  all_->addStretch(1);
  retranslate();
  setValues(kept);
  showRows();
}

void OptionForm::setNarrow() { narrow_ = true; }

void OptionForm::addRow(QWidget* group, const OptionInfo& option) {
  auto* box = new QWidget(group);
  group->layout()->addWidget(box);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::tiny);
  auto* line = row(column, space::between);
  OptionEditor* editor = makeOptionEditor(option, box);
  Row made{box, editor, nullptr, new QToolButton(box), wrappedMutedLabel(box)};
  if (option.kind == OptionKind::boolean) {
    line->addSpacing(letters(this, narrow_ ? 0 : kLabelLetters) + (narrow_ ? 0 : space::between));
  } else {
    made.label = bodyLabel(box);
    made.label->setBuddy(editor->field());
    made.label->setFixedWidth(letters(this, narrow_ ? 20 : kLabelLetters));
    line->addWidget(made.label, 0, Qt::AlignVCenter);
  }
  line->addWidget(editor, 1);
  made.reset->setIcon(theme_.icon("reset"));
  made.reset->setFocusPolicy(Qt::StrongFocus);
  QSizePolicy keep = made.reset->sizePolicy();
  keep.setRetainSizeWhenHidden(true);
  made.reset->setSizePolicy(keep);
  editor->putBeside(made.reset);
  setVerbatim(made.fault);
  made.fault->hide();
  column->addWidget(made.fault);
  const size_t index = rows_.size();
  rows_.push_back(made);
  connect(editor, &OptionEditor::changed, this, [this, index] {
    settled(rows_[index]);
    Q_EMIT changed();
  });
  connect(made.reset, &QToolButton::clicked, this, [this, index] {
    rows_[index].editor->setValue(rows_[index].editor->option().default_value);
    settled(rows_[index]);
    Q_EMIT changed();
  });
}

// A value that was just given is not at fault until somebody says so.
void OptionForm::settled(const Row& row) {
  setLook(row.editor->field(), "fault", false);
  row.fault->hide();
  markReset(row);
}

void OptionForm::markReset(const Row& row) {
  const Json &value = row.editor->value(), &standard = row.editor->option().default_value;
  const bool same = value == standard || (value.is_number() && standard.is_number() && value.get<double>() == standard.get<double>());
  row.reset->setVisible(!same);
}

void OptionForm::setAdvanced(bool advanced) {
  advanced_ = advanced;
  showRows();
}

void OptionForm::showRows() {
  for (const Group& group : groups_) {
    bool any = false;
    for (const size_t index : group.rows) {
      const Row& row = rows_[index];
      const bool shown = advanced_ || !row.editor->option().advanced;
      any |= shown;
      row.box->setVisible(shown);
      if (!shown) row.fault->hide();
      markReset(row);
    }
    group.title->parentWidget()->setVisible(any);
  }
}

void OptionForm::setValues(const Json& document) {
  for (const Row& row : rows_) {
    const auto place = fieldPlace(row.editor->option().key);
    row.editor->setValue(document.contains(place) ? document[place] : row.editor->option().default_value);
    markReset(row);
  }
}

void OptionForm::writeTo(Json& document) const {
  for (const Row& row : rows_) document[fieldPlace(row.editor->option().key)] = row.editor->value();
}

Json OptionForm::value(const std::string& key) const {
  const OptionEditor* found = editor(key);
  return found ? found->value() : Json();
}

OptionEditor* OptionForm::editor(const std::string& key) const {
  for (const Row& row : rows_)
    if (row.editor->option().key == key) return row.editor;
  return nullptr;
}

void OptionForm::putBelow(const std::string& key, QWidget* widget) {
  for (const Row& row : rows_) {
    if (row.editor->option().key != key) continue;
    auto* line = new QHBoxLayout;
    if (row.label) line->addSpacing(row.label->maximumWidth() + space::between);
    line->addWidget(widget);
    line->addStretch(1);
    static_cast<QVBoxLayout*>(row.box->layout())->insertLayout(1, line);
  }
}

void OptionForm::resetAll() {
  setValues(Json::object());
  for (const Row& row : rows_) settled(row);
  Q_EMIT changed();
}

void OptionForm::showFaults(const std::vector<Issue>& faults) {
  for (const Row& row : rows_) {
    const auto found = std::find_if(faults.begin(), faults.end(), [&](const Issue& issue) { return issue.field == row.editor->option().key; });
    const bool wrong = found != faults.end();
    setLook(row.editor->field(), "fault", wrong);
    if (wrong) row.fault->setText(words(found->reason));
    describe(row, wrong ? words(found->reason) : QString());
    row.fault->setVisible(wrong);
    if (wrong && row.editor->option().advanced && !advanced_) setAdvanced(true);
  }
}

// What a screen reader says of the field: first what is wrong with it.
void OptionForm::describe(const Row& row, const QString& fault) {
  const QString help = words(row.editor->option().help);
  row.editor->field()->setAccessibleDescription(fault.isEmpty() ? help : fault + "\n" + help);
}

void OptionForm::retranslate() {
  for (const Group& group : groups_) group.title->setText(groupTitle(group.id));
  for (const Row& row : rows_) {
    const OptionInfo& option = row.editor->option();
    const QString tip = optionTip(option);
    if (row.label) {
      row.label->setText(optionLabel(option));
      row.label->setToolTip(tip);
    }
    row.editor->retranslate();
    row.editor->field()->setToolTip(tip);
    row.editor->field()->setWhatsThis(optionWhatsThis(option));
    row.editor->field()->setAccessibleName(optionLabel(option));
    describe(row, row.fault->isHidden() ? QString() : row.fault->text());
    row.reset->setToolTip(tr("Back to the default: %1").arg(valueText(option, option.default_value)));
    row.reset->setAccessibleName(tr("Reset %1").arg(optionLabel(option)));
  }
}

void OptionForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace lathe::ui
