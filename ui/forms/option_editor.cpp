#include "ui/forms/option_editor.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHash>
#include <QLineEdit>
#include <QSpinBox>
#include <QWheelEvent>
#include <cmath>
#include <limits>
#include <optional>

#include "ui/bridge/record_files.h"
#include "ui/bridge/text.h"
#include "ui/forms/option_text.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/text_edit.h"

namespace lathe::ui {
namespace {

template <class Field>
class EditorOf : public OptionEditor {
 public:
  EditorOf(const OptionInfo& option, QWidget* parent) : OptionEditor(option, parent), field_(new Field(this)) {
    layout_ = new QHBoxLayout(this);
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->addWidget(field_, 1);
    setFocusProxy(field_);
  }
  QWidget* field() const override { return field_; }
  void putBeside(QWidget* widget) override {
    const int last = layout_->count() - 1;
    layout_->insertWidget(layout_->itemAt(last)->spacerItem() ? last : last + 1, widget, 0, Qt::AlignVCenter);
  }

 protected:
  Field* field_;
  QHBoxLayout* layout_;
};

class BooleanEditor : public EditorOf<QCheckBox> {
 public:
  BooleanEditor(const OptionInfo& option, QWidget* parent) : EditorOf(option, parent) {
    connect(field_, &QCheckBox::toggled, this, &OptionEditor::changed);
    retranslate();
  }
  Json value() const override { return field_->isChecked(); }
  void setValue(const Json& value) override {
    const QSignalBlocker quiet(field_);
    field_->setChecked(value.is_boolean() && value.get<bool>());
  }
  void retranslate() override { field_->setText(optionLabel(option_)); }
};

// A wheel over a form scrolls the form, it does not change a number by accident.
class CalmSpinBox : public QSpinBox {
 public:
  explicit CalmSpinBox(QWidget* parent) : QSpinBox(parent) { setFocusPolicy(Qt::StrongFocus); }
 protected:
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

class IntegerEditor : public EditorOf<CalmSpinBox> {
 public:
  IntegerEditor(const OptionInfo& option, QWidget* parent) : EditorOf(option, parent) {
    constexpr double least = std::numeric_limits<int>::min(), most = std::numeric_limits<int>::max();
    field_->setRange(static_cast<int>(std::max(option.min, least)), static_cast<int>(std::min(option.max, most)));
    field_->setGroupSeparatorShown(true);
    field_->setAlignment(Qt::AlignRight);
    field_->setMaximumWidth(letters(field_, 22));
    layout_->addStretch(1);
    connect(field_, &QSpinBox::valueChanged, this, &OptionEditor::changed);
    retranslate();
  }
  Json value() const override { return field_->value(); }
  void setValue(const Json& value) override {
    const QSignalBlocker quiet(field_);
    if (value.is_number_integer()) field_->setValue(value.get<int>());
  }
  void retranslate() override {
    field_->setSuffix(option_.unit.empty() ? QString() : " " + optionUnit(option_));
    field_->setSpecialValueText(valueName(option_, field_->minimum()));
  }
};

// Numbers from 1e-16 to 2^53 fit no spin box; they are typed as people write them: 0.0002, 2e-4.
class NumberEditor : public EditorOf<QLineEdit> {
 public:
  NumberEditor(const OptionInfo& option, QWidget* parent) : EditorOf(option, parent) {
    field_->setMaximumWidth(letters(field_, 22));
    field_->setAlignment(Qt::AlignRight);
    layout_->addStretch(1);
    connect(field_, &QLineEdit::textEdited, this, &OptionEditor::changed);
    retranslate();
  }
  // An empty field means the named value that stands in it in grey.
  void retranslate() override { field_->setPlaceholderText(named_ ? valueName(option_, *named_) : QString()); }
  // What is no number is handed on as text, so that the check names the field.
  Json value() const override {
    bool whole = false, number = false;
    const QString text = field_->text().trimmed().remove(' ');
    if (text.isEmpty() && named_) return option_.kind == OptionKind::integer ? Json(static_cast<int64_t>(*named_)) : Json(*named_);
    const qlonglong integer = text.toLongLong(&whole);
    if (whole && option_.kind == OptionKind::integer) return static_cast<int64_t>(integer);
    const double value = text.toDouble(&number);
    if (number && std::isfinite(value)) return option_.kind == OptionKind::integer && whole ? Json(static_cast<int64_t>(integer)) : Json(value);
    return ss(text);
  }
  void setValue(const Json& value) override {
    if (value == this->value()) return;
    if (value.is_number() && named_ && value.get<double>() == *named_) return field_->clear();
    field_->setText(value.is_number_integer() ? QString::number(value.get<int64_t>()) : value.is_number() ? qs(lathe::detail::to_arg(value.get<double>())) : qs(value.is_string() ? value.get<std::string>() : ""));
  }

 private:
  std::optional<double> named_ = option_.choices.empty() ? std::nullopt : std::optional(std::stod(option_.choices.front().value));
};

// A choice "*.jinja" stands for a file of one's own that ends so; files that were chosen become entries.
class ChoiceEditor : public EditorOf<QComboBox> {
 public:
  ChoiceEditor(const OptionInfo& option, QWidget* parent) : EditorOf(option, parent) {
    for (const OptionChoice& choice : option.choices) field_->addItem(QString(), qs(choice.value));
    field_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    field_->setMinimumContentsLength(12);
    field_->setMaximumWidth(letters(field_, 44));
    layout_->setStretchFactor(field_, 100);      // up to its width; what is left stays empty behind it
    layout_->addStretch(1);
    field_->setFocusPolicy(Qt::StrongFocus);
    connect(field_, &QComboBox::currentIndexChanged, this, [this] {
      if (isOpen(field_->currentData().toString())) chooseFile();
      else {
        shown_ = field_->currentData().toString();
        Q_EMIT changed();
      }
    });
    retranslate();
  }
  Json value() const override { return ss(field_->currentData().toString()); }
  void setValue(const Json& value) override {
    const QSignalBlocker quiet(field_);
    if (!value.is_string()) return;
    const QString wanted = qs(value.get<std::string>());
    const int open = field_->findData("*", Qt::UserRole, Qt::MatchStartsWith);
    if (open >= 0 && field_->findData(wanted) < 0 && wanted.endsWith(field_->itemData(open).toString().mid(1)))
      field_->addItem(QFileInfo(wanted).fileName(), wanted);
    field_->setCurrentIndex(field_->findData(wanted));
    shown_ = wanted;
  }
  void retranslate() override {
    const QSignalBlocker quiet(field_);
    for (size_t i = 0; i < option_.choices.size(); ++i) field_->setItemText(static_cast<int>(i), words(option_.choices[i].label));
  }

 private:
  static bool isOpen(const QString& choice) { return choice.startsWith('*'); }
  // Cancelled: what was chosen before stays.
  void chooseFile() {
    const QString pattern = field_->currentData().toString();
    setValue(ss(shown_));
    auto* dialog = new QFileDialog(this, optionLabel(option_), QString(), pattern);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
      setValue(ss(path));
      Q_EMIT changed();
    });
    openDialog(dialog, "option.dialog");
  }
  QString shown_;
};

class TextEditor : public EditorOf<QLineEdit> {
 public:
  TextEditor(const OptionInfo& option, QWidget* parent) : EditorOf(option, parent) {
    connect(field_, &QLineEdit::textEdited, this, &OptionEditor::changed);
    const QString key = qs(option.key);
    if (!key.endsWith("path")) return;
    browse_ = plainButton(this);
    layout_->addWidget(browse_);
    connect(browse_, &QPushButton::clicked, this, &TextEditor::choose);
    retranslate();
  }
  Json value() const override { return ss(field_->text()); }
  void setValue(const Json& value) override {
    if (value.is_string() && qs(value.get<std::string>()) != field_->text()) field_->setText(qs(value.get<std::string>()));
  }
  void retranslate() override {
    if (!browse_) return;
    browse_->setText(OptionEditor::tr("Choose…"));
    browse_->setAccessibleName(OptionEditor::tr("Choose: %1").arg(optionLabel(option_)));
  }

 private:
  void choose() {
    const bool folder = option_.key == "model.path";
    const QFileInfo there(field_->text());
    auto* dialog = new QFileDialog(this, optionLabel(option_), folder ? there.filePath() : there.path());
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    if (!folder) dialog->setNameFilter(recordFileFilter()), dialog->selectFile(there.fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
      field_->setText(path);
      Q_EMIT changed();
    });
    openDialog(dialog, "option.dialog");
  }
  QPushButton* browse_ = nullptr;
};

// An item a line; line ends within an item are shown as a mark, and an item that is left alone stays as it was.
class ListEditor : public EditorOf<TextEdit> {
 public:
  ListEditor(const OptionInfo& option, QWidget* parent) : EditorOf(option, parent) {
    field_->growBetween(2, 5);
    field_->setOwnUndo();
    connect(field_, &TextEdit::edited, this, &OptionEditor::changed);
    retranslate();
  }
  Json value() const override {
    Json list = Json::array();
    for (const QString& line : field_->text().split('\n', Qt::SkipEmptyParts)) {
      const auto known = given_.find(line);
      list.push_back(known != given_.end() ? *known : ss(line.trimmed().replace(kLineEnd, '\n')));
    }
    return list;
  }
  void setValue(const Json& value) override {
    if (value == this->value()) return;
    QStringList lines;
    given_.clear();
    if (value.is_array())
      for (const Json& item : value) {
        const std::string text = item.is_string() ? item.get<std::string>() : item.dump();
        lines << qs(text).replace('\n', kLineEnd);
        given_[lines.back()] = text;
      }
    field_->show(lines.join('\n'));
  }
  void retranslate() override { field_->setPlaceholderText(OptionEditor::tr("one a line")); }

 private:
  static constexpr QChar kLineEnd = QChar(0x21b5);
  QHash<QString, std::string> given_;    // by the line that shows it
};

}  // namespace

OptionEditor* makeOptionEditor(const OptionInfo& option, QWidget* parent) {
  OptionEditor* editor = nullptr;
  const bool fits_int = option.max <= std::numeric_limits<int>::max();
  switch (option.kind) {
    case OptionKind::boolean: editor = new BooleanEditor(option, parent); break;
    case OptionKind::integer: editor = fits_int ? static_cast<OptionEditor*>(new IntegerEditor(option, parent)) : new NumberEditor(option, parent); break;
    case OptionKind::number: editor = new NumberEditor(option, parent); break;
    case OptionKind::text: editor = new TextEditor(option, parent); break;
    case OptionKind::text_list: editor = new ListEditor(option, parent); break;
    case OptionKind::choice: editor = new ChoiceEditor(option, parent); break;
  }
  editor->setValue(option.default_value);
  editor->field()->setObjectName("option." + qs(option.key));
  return editor;
}

}  // namespace lathe::ui
