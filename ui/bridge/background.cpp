#include "ui/bridge/background.h"

namespace lathe::ui {

Background::Background(QObject* parent) : QObject(parent) { pool_.setMaxThreadCount(1); }

Background::~Background() { finish(); }

void Background::finish() { pool_.waitForDone(); }

void Background::start(QObject* receiver, std::function<void()> work, std::function<void()> then) {
  // The pointer is only looked at on the window's thread, where the receiver lives and dies.
  auto target = std::make_shared<QPointer<QObject>>(receiver);
  pool_.start([this, target, work = std::move(work), then = std::move(then)] {
    work();
    QMetaObject::invokeMethod(this, [target, then] { if (*target) then(); }, Qt::QueuedConnection);
  });
}

}  // namespace lathe::ui
