#include "ui/bridge/settings_store.h"

#include <QStandardPaths>

namespace lathe::ui {
namespace {
QString userFile() {
  return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/lathe/studio.ini");
}
}  // namespace

SettingsStore::SettingsStore(const QString& file, QObject* parent)
    : QObject(parent), store_(file.isEmpty() ? userFile() : file, QSettings::IniFormat) {}

void SettingsStore::addRecent(const QString& key, const QString& path) {
  QStringList list = store_.value(key).toStringList();
  list.removeAll(path);
  list.prepend(path);
  store_.setValue(key, list.mid(0, 10));
  Q_EMIT recentChanged();
}

}  // namespace lathe::ui
