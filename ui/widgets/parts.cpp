#include "ui/widgets/parts.h"

#include <QAccessible>
#include <QAction>
#include <QBoxLayout>
#include <QScrollArea>
#include <QStyle>
#include <QVariant>

namespace lathe::ui {
namespace {
QLabel* label(QWidget* parent, const char* part, bool wraps) {
  auto* made = new QLabel(parent);
  made->setTextFormat(Qt::PlainText);
  made->setWordWrap(wraps);
  if (*part) made->setProperty("part", part);
  return made;
}

template <class Button>
Button* button(QWidget* parent, const char* part) {
  auto* made = new Button(parent);
  if (*part) made->setProperty("part", part);
  return made;
}
}  // namespace

void setPart(QWidget* widget, const char* part) { setLook(widget, "part", part); }

void setLook(QWidget* widget, const char* property, const QVariant& value) {
  if (widget->property(property) == value) return;
  widget->setProperty(property, value);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
  widget->update();
}

void announce(QWidget* widget) {
  QAccessibleEvent event(widget, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

void setVerbatim(QWidget* widget) { widget->setProperty("verbatim", true); }

void setVerbatimTip(QWidget* widget) { widget->setProperty("verbatimTip", true); }
void setVerbatimColumns(QWidget* table, int columns) { table->setProperty("verbatimColumns", columns); }

QLabel* titleLabel(QWidget* parent) { return label(parent, "title", false); }
QLabel* sectionLabel(QWidget* parent) { return label(parent, "section", false); }
QLabel* bodyLabel(QWidget* parent) { return label(parent, "", true); }
QLabel* mutedLabel(QWidget* parent) { return label(parent, "muted", false); }
QLabel* wrappedMutedLabel(QWidget* parent) { return label(parent, "muted", true); }

QLabel* chipLabel(QWidget* parent, const char* tone) {
  QLabel* made = label(parent, "chip", false);
  if (*tone) made->setProperty("tone", tone);
  made->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Maximum);
  return made;
}

QPushButton* mainButton(QWidget* parent) { return button<QPushButton>(parent, "main"); }
QPushButton* plainButton(QWidget* parent) { return button<QPushButton>(parent, ""); }

QPushButton* linkButton(QWidget* parent) {
  auto* made = button<QPushButton>(parent, "link");
  made->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  made->setCursor(Qt::PointingHandCursor);
  return made;
}

QToolButton* chipButton(QWidget* parent) {
  auto* made = button<QToolButton>(parent, "chip");
  made->setCheckable(true);
  made->setToolButtonStyle(Qt::ToolButtonTextOnly);
  made->setFocusPolicy(Qt::StrongFocus);
  return made;
}

void followAction(QAbstractButton* button, QAction* action) {
  QObject::connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
  const auto follow = [button, action] {
    button->setEnabled(action->isEnabled());
    button->setToolTip(action->toolTip());
  };
  follow();
  QObject::connect(action, &QAction::changed, button, follow);
}

QFrame* separator(QWidget* parent) {
  auto* line = new QFrame(parent);
  line->setProperty("part", "separator");
  return line;
}

Panel::Panel(QWidget* parent) : QFrame(parent), body_(new QVBoxLayout(this)) {
  setProperty("part", "panel");
  body_->setContentsMargins(space::around, space::between, space::around, space::between);
  body_->setSpacing(space::inside);
}

QVBoxLayout* pageColumn(QWidget* page) {
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(space::page, space::around, space::page, space::around);
  layout->setSpacing(space::between);
  return layout;
}

QHBoxLayout* row(QBoxLayout* into, int spacing) {
  auto* layout = new QHBoxLayout;
  layout->setSpacing(spacing);
  into->addLayout(layout);
  return layout;
}

QVBoxLayout* column(QBoxLayout* into, int spacing, int stretch) {
  auto* layout = new QVBoxLayout;
  layout->setSpacing(spacing);
  into->addLayout(layout, stretch);
  return layout;
}

QScrollArea* scrolled(QWidget* content, QWidget* parent) {
  auto* area = new QScrollArea(parent);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  content->setProperty("part", "scrolled");
  area->setWidget(content);
  return area;
}

int letters(const QWidget* widget, int count) { return widget->fontMetrics().averageCharWidth() * count; }

}  // namespace lathe::ui
