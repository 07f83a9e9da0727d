// Every command of the studio as one QAction, shared by menu, toolbar, context menu and shortcut. An action that is
// not available says why in its tooltip.
#pragma once
#include <QAction>
#include <QHash>
#include <QObject>

namespace lathe::ui {

class Theme;

enum class Command {
  newRun, openModel, openRecords, openDemo, save, saveAs, quit,
  undo, redo, addRecord, duplicateRecord, removeRecord, find, preferences,
  fullScreen, lightTheme, darkTheme, systemTheme, english, chinese, systemLanguage,
  startRun, pauseRun, saveRunNow, stopRun,
  checkRecords, openWorkspaceFolder,
  shortcuts, whatsThis, about,
  count
};

class Actions : public QObject {
  Q_OBJECT
 public:
  explicit Actions(const Theme& theme, QObject* parent = nullptr);

  QAction* operator[](Command command) const { return all_[static_cast<int>(command)]; }
  // `why` is marked QT_TRANSLATE_NOOP("lathe::ui::Actions", ...).
  void setAvailable(Command command, bool available, const char* why = "");
  // A named step behind the verb: "Undo edit of record 3".
  void setDetail(Command command, const QString& text);
  const QList<QAction*>& all() const { return all_; }
  void retranslate();
  void recolor();

 private:
  void describe(int index);

  const Theme& theme_;
  QList<QAction*> all_;
  QHash<int, const char*> why_;
  QHash<int, QString> detail_;
};

}  // namespace lathe::ui
