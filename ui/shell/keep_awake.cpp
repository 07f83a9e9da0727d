#include "ui/shell/keep_awake.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#include <unistd.h>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {

QDBusMessage screenSaver(const QString& method) {
  return QDBusMessage::createMethodCall("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", method);
}

}  // namespace

KeepAwake::KeepAwake(RunMonitor& monitor, QObject* parent) : QObject(parent), monitor_(monitor) {
  connect(&monitor, &RunMonitor::stateChanged, this, &KeepAwake::follow);
}

KeepAwake::~KeepAwake() { release(); }

void KeepAwake::follow() {
  if (monitor_.active() == wanted_) return;
  wanted_ = monitor_.active();
  if (wanted_) hold();
  else release();
}

void KeepAwake::hold() {
  QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return askLogind();
  QDBusMessage call = screenSaver("Inhibit");
  call << QStringLiteral("Lathe") << tr("A model is being trained");
  auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
    watcher->deleteLater();
    const QDBusPendingReply<uint> reply = *watcher;
    if (reply.isError()) return askLogind();
    cookie_ = reply.value();
    if (!wanted_) release();             // the run ended before the answer came
  });
}

void KeepAwake::askLogind() {
  QDBusConnection bus = QDBusConnection::systemBus();
  QDBusMessage call = QDBusMessage::createMethodCall("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "Inhibit");
  call << QStringLiteral("sleep:idle") << QStringLiteral("Lathe") << tr("A model is being trained") << QStringLiteral("block");
  if (!bus.isConnected()) {
    Q_EMIT unavailable(phrase(QT_TRANSLATE_NOOP("core", "The machine cannot be kept awake: no desktop service answers (D-Bus). Switch off sleep by hand for long runs.")));
    return;
  }
  auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
    watcher->deleteLater();
    const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
    if (reply.isError()) {
      Q_EMIT unavailable(phrase(QT_TRANSLATE_NOOP("core", "The machine cannot be kept awake: {0}. Switch off sleep by hand for long runs."), ss(reply.error().message())));
      return;
    }
    lock_fd_ = ::dup(reply.value().fileDescriptor());
    if (!wanted_) release();
  });
}

void KeepAwake::release() {
  if (cookie_ != 0) QDBusConnection::sessionBus().asyncCall(screenSaver("UnInhibit") << std::exchange(cookie_, 0));
  if (lock_fd_ >= 0) ::close(std::exchange(lock_fd_, -1));
}

}  // namespace lathe::ui
