#include "ui/widgets/note_bar.h"

#include <QBoxLayout>
#include <algorithm>

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
  count_ = mutedLabel(this);
  count_->setObjectName("note.count");
  more_ = linkButton(this);
  more_->setCheckable(true);
  close_ = new QToolButton(this);
  close_->setObjectName("note.close");
  close_->setText(QString(QChar(0x00d7)));
  setVerbatim(close_);
  for (QWidget* widget : std::initializer_list<QWidget*>{count_, more_, close_}) line->addWidget(widget, 0, Qt::AlignTop);
  details_ = wrappedMutedLabel(this);
  setVerbatim(details_);
  details_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  all->addWidget(details_);
  texts_.add([this] {
    more_->setText(tr("Details"));
    close_->setAccessibleName(tr("Close this note"));
    close_->setToolTip(tr("Close this note"));
    showCount();
  });
  connect(more_, &QPushButton::toggled, details_, &QWidget::setVisible);
  connect(close_, &QToolButton::clicked, this, [this] {
    notes_.removeFirst();
    showFirst();
  });
  hide();
}

void NoteBar::showError(const ErrorText& error) {
  QStringList details = error.details.mid(0, 50);
  if (error.details.size() > 50) details << QStringLiteral("…");
  if (!error.code.isEmpty()) details << tr("Code: %1").arg(error.code);
  add({error.whole(), details.join('\n'), "danger"});
}

void NoteBar::showNote(const QString& text, const char* tone) { add({text, {}, tone}); }

// The same note does not stand there twice, but a failure is heard each time.
void NoteBar::add(const Note& note) {
  const bool failure = note.tone == "danger";
  if (!failure && notes_.contains(note)) return;
  const bool seen = !notes_.isEmpty() && notes_.front() == note;
  notes_.removeAll(note);
  const auto calm = std::find_if(notes_.begin(), notes_.end(), [](const Note& one) { return one.tone != "danger"; });
  notes_.insert(seen ? notes_.begin() : failure ? calm : notes_.end(), note);
  if (notes_.front() == note) showFirst();
  else showCount();
}

void NoteBar::withdraw(const QString& text) {
  const bool seen = !notes_.isEmpty() && notes_.front().text == text;
  notes_.removeIf([&](const Note& note) { return note.text == text; });
  if (seen) showFirst();
  else showCount();
}

void NoteBar::showFirst() {
  if (notes_.isEmpty()) return hide();
  const Note& note = notes_.front();
  setLook(this, "tone", note.tone);
  text_->setText(note.text);
  setAccessibleName(note.text);
  details_->setText(note.details);
  more_->setVisible(!note.details.isEmpty());
  more_->setChecked(false);
  details_->hide();
  showCount();
  setVisible(true);
  announce(this);
}

void NoteBar::showCount() {
  const int waiting = static_cast<int>(notes_.size()) - 1;
  count_->setVisible(waiting > 0);
  if (waiting > 0) count_->setText(tr("%1 more").arg(waiting));
}

void NoteBar::clear() {
  notes_.clear();
  showFirst();
}

QString NoteBar::text() const { return notes_.isEmpty() ? QString() : text_->text(); }

}  // namespace lathe::ui
