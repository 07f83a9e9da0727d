// The one window: rail, pages, menus, status bar. It lays out; what the parts do is in their own files.
#pragma once
#include <QHash>
#include <QMainWindow>
#include <optional>

#include "ui/pages/page.h"

class QFileDialog;
class QStackedWidget;

namespace lathe::ui {

class CloseGuard;
class NoteBar;
class ProgressRow;
class Rail;

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  MainWindow(PageContext& context, CloseGuard& guard);
  ~MainWindow() override;

  // Builds the next page behind the one that is shown; false once all are there. One a turn of the loop, so that the
  // window is seen and answers before the rest is built.
  bool addNextPage();
  void go(const QString& page);
  // A model folder or records; the page that uses them comes to the front once they are open.
  void open(const QString& path);
  QString currentPage() const { return current_; }
  Page* page(const QString& id) const { return pages_.value(id); }
  NoteBar* note() const { return note_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void linkPages();
  void connectActions();
  void connectSession();
  void showOpened(bool model);
  void retitle();
  static QString closesWhenSaved();
  void openChosen(QFileDialog* dialog, const QString& kind);         // without holding the loop

  PageContext& context_;
  CloseGuard& guard_;
  Texts texts_{this};
  Rail* rail_;
  NoteBar* note_;
  ProgressRow* opening_;
  QStackedWidget* stack_;
  QHash<QString, Page*> pages_;
  QString current_;
  bool closes_once_saved_ = false;
  std::optional<bool> awaited_;          // what a person opened and waits for: true a model, false records
};

}  // namespace lathe::ui
