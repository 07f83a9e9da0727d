#include "ui/widgets/note_bar.h"

#include <QBoxLayout>

#include "ui/widgets/parts.h"

namespace lathe::ui {

NoteBar::NoteBar(QWidget* parent) : QFrame(parent) {
  setProperty("part", "note");
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(space::between, space::inside, space::inside, space::inside);
  auto* line = row(all);
  text_ = bodyLabel(this);
  setVerbatim(text_);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  line->addWidget(text_, 1);
  act_ = plainButton(this);
  more_ = linkButton(this);
  more_->setCheckable(true);
  close_ = new QToolButton(this);
  close_->setText(QString(QChar(0x00d7)));
  setVerbatim(close_);
  setVerbatim(act_);
  for (QWidget* widget : std::initializer_list<QWidget*>{act_, more_, close_}) line->addWidget(widget, 0, Qt::AlignTop);
  details_ = wrappedMutedLabel(this);
  setVerbatim(details_);
  details_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  all->addWidget(details_);
  texts_.add([this] {
    more_->setText(tr("Details"));
    close_->setAccessibleName(tr("Close this note"));
    close_->setToolTip(tr("Close this note"));
  });
  connect(more_, &QPushButton::toggled, details_, &QWidget::setVisible);
  connect(close_, &QToolButton::clicked, this, &NoteBar::clear);
  connect(act_, &QPushButton::clicked, this, [this] {
    const auto act = on_act_;
    clear();
    if (act) act();
  });
  hide();
}

void NoteBar::showError(const ErrorText& error) {
  QStringList details = error.details.mid(0, 50);
  if (error.details.size() > 50) details << QStringLiteral("…");
  if (!error.code.isEmpty()) details << tr("Code: %1").arg(error.code);
  show(error.whole(), details.join('\n'), "danger");
}

void NoteBar::showNote(const QString& text, const char* tone) { show(text, {}, tone); }

void NoteBar::show(const QString& text, const QString& details, const char* tone) {
  setLook(this, "tone", tone);
  text_->setText(text);
  setAccessibleName(text);
  details_->setText(details);
  more_->setVisible(!details.isEmpty());
  more_->setChecked(false);
  details_->hide();
  act_->hide();
  on_act_ = {};
  setVisible(true);
}

void NoteBar::offer(const QString& text, std::function<void()> act) {
  act_->setText(text);
  act_->show();
  on_act_ = std::move(act);
}

void NoteBar::clear() {
  on_act_ = {};
  hide();
}

QString NoteBar::text() const { return isHidden() ? QString() : text_->text(); }

}  // namespace lathe::ui
