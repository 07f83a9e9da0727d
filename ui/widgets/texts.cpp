#include "ui/widgets/texts.h"

#include <QEvent>
#include <QWidget>

namespace lathe::ui {

Texts::Texts(QWidget* owner) { owner->installEventFilter(this); }

void Texts::add(std::function<void()> set) {
  set();
  all_.push_back(std::move(set));
}

void Texts::again() {
  for (const auto& set : all_) set();
}

bool Texts::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::LanguageChange) again();
  return QObject::eventFilter(watched, event);
}

}  // namespace lathe::ui
