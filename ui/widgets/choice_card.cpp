#include "ui/widgets/choice_card.h"

#include <QBoxLayout>
#include <QPainter>

#include "ui/shell/theme.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

ChoiceCard::ChoiceCard(const Theme& theme, QWidget* parent) : QAbstractButton(parent), theme_(theme) {
  setCheckable(true);
  setAutoExclusive(true);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(space::around, space::between, space::around, space::between);
  all->setSpacing(space::tiny);
  title_ = sectionLabel(this);
  text_ = wrappedMutedLabel(this);
  figures_ = bodyLabel(this);
  for (QLabel* label : {title_, text_, figures_}) {
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    all->addWidget(label);
  }
  all->addStretch(1);
  connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ChoiceCard::setTexts(const QString& title, const QString& text, const QString& figures) {
  title_->setText(title);
  text_->setText(text);
  figures_->setText(figures);
  figures_->setVisible(!figures.isEmpty());
  setAccessibleName(title);
  setAccessibleDescription(text + "\n" + figures);
  updateGeometry();
}

QSize ChoiceCard::sizeHint() const { return {letters(this, 34), heightForWidth(letters(this, 34))}; }
int ChoiceCard::heightForWidth(int width) const { return layout()->totalHeightForWidth(width); }

void ChoiceCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool strong = isChecked() || hasFocus();
  painter.setPen(QPen(theme_.color(isChecked() ? "accent" : hasFocus() ? "focus" : "line"), strong ? 2 : 1));
  painter.setBrush(theme_.color(underMouse() && !isChecked() ? "hover" : "panel"));
  const double inset = strong ? 1 : 0.5;
  painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), theme_.size("radius"), theme_.size("radius"));
  if (hasFocus() && isChecked()) {
    painter.setPen(QPen(theme_.color("text"), 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), theme_.size("radius") - 3, theme_.size("radius") - 3);
  }
}

void ChoiceCard::enterEvent(QEnterEvent*) { update(); }
void ChoiceCard::leaveEvent(QEvent*) { update(); }

}  // namespace lathe::ui
