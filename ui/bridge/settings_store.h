// What the window remembers about the person: looks, language, places, window state. Everything about the work itself
// is in the workspace.
#pragma once
#include <QSettings>
#include <QStringList>
#include <filesystem>

namespace lathe::ui {

class SettingsStore : public QObject {
  Q_OBJECT
 public:
  // `file` empty: the user's own settings; tests name a scratch file.
  explicit SettingsStore(const QString& file = {}, QObject* parent = nullptr);

  QString language() const { return text("language", "system"); }      // system, en, zh_CN
  QString theme() const { return text("theme", "system"); }            // system, light, dark
  QString device() const { return text("device", "auto"); }
  int threads() const { return store_.value("threads", 0).toInt(); }
  QString workspace() const { return text("workspace", ""); }          // empty: the default place
  void setLanguage(const QString& value) { store_.setValue("language", value); }
  void setTheme(const QString& value) { store_.setValue("theme", value); }
  void setDevice(const QString& value) { store_.setValue("device", value); }
  void setThreads(int value) { store_.setValue("threads", value); }
  void setWorkspace(const QString& value) { store_.setValue("workspace", value); }

  // Newest first, at most ten.
  QStringList recentModels() const { return store_.value("recent/models").toStringList(); }
  QStringList recentRecords() const { return store_.value("recent/records").toStringList(); }
  void addRecentModel(const QString& path) { addRecent("recent/models", path); }
  void addRecentRecords(const QString& path) { addRecent("recent/records", path); }
  // The folder last used in a kind of dialog.
  QString lastFolder(const QString& kind) const { return text(("folder/" + kind).toUtf8(), ""); }
  void setLastFolder(const QString& kind, const QString& folder) { store_.setValue("folder/" + kind, folder); }

  QVariant state(const QString& key) const { return store_.value("window/" + key); }
  void setState(const QString& key, const QVariant& value) { store_.setValue("window/" + key, value); }

 Q_SIGNALS:
  void recentChanged();

 private:
  QString text(const QByteArray& key, const QString& absent) const { return store_.value(key, absent).toString(); }
  void addRecent(const QString& key, const QString& path);

  QSettings store_;
};

}  // namespace lathe::ui
