// A form made from field-table rows: groups, simple and advanced, reset to default, range and default in the tooltip,
// faults at their field. The wizard and the Settings page use the same one.
#pragma once
#include <QWidget>

#include "core/base/error.h"
#include "core/base/option_info.h"
#include "ui/widgets/texts.h"

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace lathe::ui {

class OptionEditor;
class Theme;

class OptionForm : public QWidget {
  Q_OBJECT
 public:
  static constexpr int kLabelLetters = 32;           // room for the labels
  OptionForm(const Theme& theme, QWidget* parent = nullptr);
  // Keeps values of keys that stay.
  void setOptions(const std::vector<OptionInfo>& options);
  void setAdvanced(bool advanced);
  // For places where there is little room beside the labels.
  void setNarrow();
  // A dotted document: {"train": {"epochs": 3}}. Absent keys take their default.
  void setValues(const Json& document);
  Json value(const std::string& key) const;
  // Writes every value into the document at its dotted place.
  void writeTo(Json& document) const;
  void resetAll();
  // Each fault under its field; those of other keys are left to the caller.
  void showFaults(const std::vector<Issue>& faults);
  OptionEditor* editor(const std::string& key) const;
  // On a line of its own under the editor of `key`, which must be there.
  void putBelow(const std::string& key, QWidget* widget);

 Q_SIGNALS:
  void changed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Row {
    QWidget* box;
    OptionEditor* editor;
    QLabel* label;                       // null where the editor names itself
    QToolButton* reset;
    QLabel* fault;
  };
  struct Group {
    std::string id;
    QLabel* title;
    std::vector<size_t> rows;
  };
  void addRow(QWidget* group, const OptionInfo& option);
  void retranslate();
  void showRows();
  void markReset(const Row& row);
  void describe(const Row& row, const QString& fault);
  void settled(const Row& row);

  const Theme& theme_;
  QVBoxLayout* all_;
  std::vector<Row> rows_;
  std::vector<Group> groups_;
  bool advanced_ = false, narrow_ = false;
};

}  // namespace lathe::ui
