#include "ui/shell/rail.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>

#include "ui/pages/registry.h"
#include "ui/shell/rail_entry.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

Rail::Rail(const Theme& theme, QWidget* parent) : QFrame(parent), theme_(theme), group_(new QButtonGroup(this)) {
  setPart(this, "rail");
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(space::inside, space::between, space::inside, space::between);
  all->setSpacing(space::tiny);
  for (const bool at_the_end : {false, true}) {
    for (const PageSpec& spec : pages()) {
      if (spec.at_the_end != at_the_end) continue;
      auto* entry = new RailEntry(theme, spec.icon, this);
      const QString id = spec.id;
      entry->setObjectName("rail." + id);
      connect(entry, &QToolButton::clicked, this, [this, id] { Q_EMIT chosen(id); });
      group_->addButton(entry);
      entries_[id] = entry;
      all->addWidget(entry);
    }
    if (!at_the_end) all->addStretch(1);
  }
  setMinimumWidth(letters(this, 24));
  connect(&theme, &Theme::changed, this, [this] {
    for (RailEntry* entry : entries_) entry->recolor();
  });
  retranslate();
}

void Rail::choose(const QString& page) {
  if (RailEntry* entry = entries_.value(page)) entry->setChecked(true);
}

void Rail::mark(const QString& page, bool busy) {
  if (RailEntry* entry = entries_.value(page)) entry->setBusy(busy);
  retranslate();
}

void Rail::retranslate() {
  setAccessibleName(tr("Pages"));
  for (const PageSpec& spec : pages()) {
    RailEntry* entry = entries_[spec.id];
    entry->setText(pageTitle(spec));
    entry->setAccessibleDescription(entry->busy() ? tr("a run is going on") : QString());
  }
}

void Rail::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace lathe::ui
