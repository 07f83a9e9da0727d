#include "ui/shell/menus.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include "ui/pages/registry.h"
#include "ui/widgets/texts.h"

namespace lathe::ui {
namespace {

class Menus : public QObject {
  Q_DECLARE_TR_FUNCTIONS(lathe::ui::Menus)
 public:
  Menus(QMainWindow& window, PageContext& context, Texts& texts) : QObject(&window), window_(window), context_(context), texts_(texts) {}

  void build() {
    file();
    edit();
    view();
    run();
    tools();
    help();
  }

 private:
  void add(QMenu* menu, std::initializer_list<Command> commands) {
    for (const Command command : commands) menu->addAction(context_.actions[command]);
    menu->setToolTipsVisible(true);
  }

  void file() {
    QMenu* menu = window_.menuBar()->addMenu(QString());
    add(menu, {Command::newRun, Command::openDemo});
    menu->addSeparator();
    add(menu, {Command::openModel, Command::openRecords});
    QMenu* recent = menu->addMenu(QString());
    QObject::connect(recent, &QMenu::aboutToShow, recent, [this, recent] { fillRecent(recent); });
    menu->addSeparator();
    add(menu, {Command::save, Command::saveAs});
    menu->addSeparator();
    add(menu, {Command::quit});
    texts_.add([menu, recent] {
      menu->setTitle(tr("&File"));
      recent->setTitle(tr("&Recent"));
    });
  }

  // Filled when it is about to show; what is missing on disk is greyed with its path.
  void fillRecent(QMenu* menu) {
    menu->clear();
    PageContext& context = context_;
    for (const QString& path : context.settings.recentModels() + context.settings.recentRecords()) {
      QAction* action = menu->addAction(QFileInfo(path).fileName());
      action->setToolTip(path);
      const bool there = QFileInfo::exists(path);
      action->setEnabled(there);
      if (!there) action->setText(tr("%1 (not found any more)").arg(path));
      QObject::connect(action, &QAction::triggered, menu, [&context, path] { context.open(path); });
    }
    if (menu->isEmpty()) menu->addAction(tr("Nothing was opened yet"))->setEnabled(false);
    menu->setToolTipsVisible(true);
  }

  void edit() {
    QMenu* menu = window_.menuBar()->addMenu(QString());
    add(menu, {Command::undo, Command::redo});
    menu->addSeparator();
    add(menu, {Command::addRecord, Command::duplicateRecord, Command::removeRecord});
    menu->addSeparator();
    add(menu, {Command::find});
    menu->addSeparator();
    add(menu, {Command::preferences});
    texts_.add([menu] { menu->setTitle(tr("&Edit")); });
  }

  void view() {
    QMenu* menu = window_.menuBar()->addMenu(QString());
    int number = 0;
    for (const PageSpec& spec : pages()) {
      QAction* action = menu->addAction(QString());
      action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(++number)));
      const QString id = spec.id;
      QObject::connect(action, &QAction::triggered, menu, [go = context_.go, id] { go(id); });
      texts_.add([action, &spec] { action->setText(pageTitle(spec)); });
    }
    menu->addSeparator();
    QMenu* looks = menu->addMenu(QString());
    add(looks, {Command::lightTheme, Command::darkTheme, Command::systemTheme});
    QMenu* language = menu->addMenu(QString());
    add(language, {Command::english, Command::chinese, Command::systemLanguage});
    menu->addSeparator();
    add(menu, {Command::fullScreen});
    texts_.add([menu, looks, language] {
      menu->setTitle(tr("&View"));
      looks->setTitle(tr("&Theme"));
      language->setTitle(tr("&Language"));
    });
  }

  void run() {
    QMenu* menu = window_.menuBar()->addMenu(QString());
    add(menu, {Command::startRun, Command::pauseRun, Command::saveRunNow, Command::stopRun});
    texts_.add([menu] { menu->setTitle(tr("&Run")); });
  }

  void tools() {
    QMenu* menu = window_.menuBar()->addMenu(QString());
    add(menu, {Command::checkRecords, Command::openWorkspaceFolder});
    texts_.add([menu] { menu->setTitle(tr("&Tools")); });
  }

  void help() {
    QMenu* menu = window_.menuBar()->addMenu(QString());
    add(menu, {Command::shortcuts, Command::whatsThis});
    menu->addSeparator();
    add(menu, {Command::about});
    texts_.add([menu] { menu->setTitle(tr("&Help")); });
  }

  QMainWindow& window_;
  PageContext& context_;
  Texts& texts_;
};

}  // namespace

void buildMenus(QMainWindow& window, PageContext& context, Texts& texts) {
  (new Menus(window, context, texts))->build();      // the window owns it
}

}  // namespace lathe::ui
