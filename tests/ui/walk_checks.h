// What is wrong with the widgets that are seen now: text that was not translated, text that does not fit, controls
// without a name.
#pragma once
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSlider>
#include <QTableView>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolButton>

#include "tests/ui/lengthener.h"
#include "ui/widgets/line_chart.h"

namespace lathe::tests {

class WalkChecks {
 public:
  void look(const QWidget& root, const QString& place) {
    if (qobject_cast<const QDialog*>(&root)) text(place, "title", root.windowTitle(), root);
    if (const auto* box = qobject_cast<const QMessageBox*>(&root)) {
      text(place, "text", box->text(), root);
      text(place, "text", box->informativeText(), root);
    }
    for (const QWidget* widget : root.findChildren<QWidget*>())
      if (widget->isVisible() && !isInternal(widget)) look(place, *widget);
    faults_.removeDuplicates();
  }

  void menu(const QString& place, const QMenu& menu) {
    for (const QAction* action : menu.actions()) {
      if (action->isSeparator()) continue;
      if (action->text() != "English" && action->text() != "简体中文") action_text(place, "menu", action->text());
      if (!action->menu()) action_text(place, "tip of " + action->text(), action->toolTip());
      else this->menu(place, *action->menu());
    }
  }

  const QStringList& faults() const { return faults_; }

  static QString where(const QWidget* widget) {
    QStringList path;
    for (; widget; widget = widget->parentWidget()) path.prepend(QString(widget->metaObject()->className()).section("::", -1) + (widget->objectName().isEmpty() ? "" : "#" + widget->objectName()));
    return path.mid(qMax<qsizetype>(0, path.size() - 5)).join("/");
  }

  // Parts that Qt makes for itself inside a control.
  static bool isInternal(const QWidget* widget) {
    const QWidget* parent = widget->parentWidget();
    return widget->objectName().startsWith("qt_") || QString(widget->metaObject()->className()).startsWith("QComboBoxPrivate") ||
           (parent && (qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent) || qobject_cast<const QLineEdit*>(parent) ||
                       qobject_cast<const QAbstractItemView*>(parent) || qobject_cast<const QMenuBar*>(parent)));
  }

 private:
  static QString shownText(const QWidget* widget) {
    if (auto* label = qobject_cast<const QLabel*>(widget)) {
      if (label->textFormat() != Qt::RichText) return label->text();
      QTextDocument document;
      document.setHtml(label->text());
      return document.toPlainText();
    }
    if (auto* button = qobject_cast<const QAbstractButton*>(widget)) {
      auto* tool = qobject_cast<const QToolButton*>(widget);
      return tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly ? QString() : button->text();
    }
    return {};
  }

  static bool isControl(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QSlider*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const ui::LineChart*>(widget);
  }

  void action_text(const QString& place, const QString& what, const QString& text) {
    if (hasLetters(text) && !text.contains(kMark)) faults_ << place + " " + what + " untranslated: \"" + text + "\"";
  }
  void text(const QString& place, const char* what, const QString& shown, const QWidget& widget, const char* verbatim = "verbatim") {
    if (hasLetters(shown) && !shown.contains(kMark) && !widget.property(verbatim).toBool())
      faults_ << QString("%1 %2 untranslated: \"%3\" %4").arg(place, what, shown, where(&widget));
  }

  void look(const QString& place, const QWidget& widget) {
    const QString shown = shownText(&widget);
    text(place, "text", shown, widget);
    text(place, "tip", widget.toolTip(), widget, "verbatimTip");
    text(place, "name", widget.accessibleName(), widget);
    text(place, "description", widget.accessibleDescription(), widget, "verbatimTip");
    if (const auto* edit = qobject_cast<const QLineEdit*>(&widget)) text(place, "placeholder", edit->placeholderText(), widget);
    if (const auto* edit = qobject_cast<const QPlainTextEdit*>(&widget)) text(place, "placeholder", edit->placeholderText(), widget);
    if (const auto* edit = qobject_cast<const QTextEdit*>(&widget)) text(place, "placeholder", edit->placeholderText(), widget);
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget))
      for (int i = 0; i < combo->count(); ++i)
        if (combo->itemText(i) != "English" && combo->itemText(i) != "简体中文") text(place, "entry", combo->itemText(i), widget);
    if (const auto* table = qobject_cast<const QTableView*>(&widget)) headers(place, *table);
    if (isControl(&widget) && shown.isEmpty() && widget.accessibleName().isEmpty()) faults_ << place + " no name: " + where(&widget);
    measure(place, widget, shown);
  }

  void headers(const QString& place, const QTableView& table) {
    if (!table.model()) return;
    for (int column = table.property("verbatimColumns").toInt(); column < table.model()->columnCount(); ++column) {
      const QString title = table.model()->headerData(column, Qt::Horizontal).toString();
      if (!table.isColumnHidden(column)) text(place, "header", title, table);
    }
  }

  void measure(const QString& place, const QWidget& widget, const QString& shown) {
    const auto* label = qobject_cast<const QLabel*>(&widget);
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    if (shown.isEmpty() || (!label && !button)) return;
    const QSize need = label && label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : button ? button->sizeHint().boundedTo(button->maximumSize()) : widget.sizeHint();
    if (widget.width() < need.width() || widget.height() < need.height())
      faults_ << QString("%1 cut: \"%2\" has %3x%4, needs %5x%6 %7").arg(place, shown.left(60)).arg(widget.width()).arg(widget.height()).arg(need.width()).arg(need.height()).arg(where(&widget));
  }

  QStringList faults_;
};

}  // namespace lathe::tests
