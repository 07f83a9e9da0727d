// One setting as an editor: the factory gives each kind its widget; the form sees values only.
#pragma once
#include <QWidget>

#include "core/base/option_info.h"

namespace lathe::ui {

class OptionEditor : public QWidget {
  Q_OBJECT
 public:
  OptionEditor(OptionInfo option, QWidget* parent) : QWidget(parent), option_(std::move(option)) {}
  const OptionInfo& option() const { return option_; }
  virtual Json value() const = 0;
  virtual void setValue(const Json& value) = 0;        // without `changed`
  virtual QWidget* field() const = 0;                  // what takes the focus and the label's key
  virtual void putBeside(QWidget* widget) = 0;         // right behind the field
  virtual void retranslate() {}

 Q_SIGNALS:
  void changed();

 protected:
  OptionInfo option_;
};

OptionEditor* makeOptionEditor(const OptionInfo& option, QWidget* parent);

}  // namespace lathe::ui
