#include "ui/shell/main_window.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>
#include <QWhatsThis>
#include <utility>

#include "ui/bridge/open_folder.h"
#include "ui/bridge/record_files.h"
#include "ui/bridge/text.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/home_page.h"
#include "ui/pages/registry.h"
#include "ui/pages/runs_page.h"
#include "ui/shell/about.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/menus.h"
#include "ui/shell/rail.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/window_state.h"
#include "ui/widgets/note_bar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/progress_row.h"

namespace lathe::ui {

MainWindow::MainWindow(PageContext& context, CloseGuard& guard) : context_(context), guard_(guard) {
  setAcceptDrops(true);
  auto* centre = new QWidget(this);
  auto* all = new QHBoxLayout(centre);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  rail_ = new Rail(context.theme, centre);
  all->addWidget(rail_);
  auto* right = new QWidget(centre);
  right->setObjectName("pages");
  all->addWidget(right, 1);
  auto* stacked = new QVBoxLayout(right);
  stacked->setContentsMargins(0, 0, 0, 0);
  stacked->setSpacing(0);
  auto* note_row = row(stacked);
  note_row->setContentsMargins(space::page, 0, space::page, 0);
  note_ = new NoteBar(right);
  note_row->addWidget(note_);
  auto* opening_row = row(stacked);
  opening_row->setContentsMargins(space::page, 0, space::page, 0);
  opening_ = new ProgressRow(right);
  opening_row->addWidget(opening_);
  stack_ = new QStackedWidget(right);
  stacked->addWidget(stack_, 1);
  setCentralWidget(centre);
  setStatusBar(new StatusBar(context.engine, context.monitor, this));
  context_.go = [this](const QString& page) { go(page); };
  context_.open = [this](const QString& path) { open(path); };
  buildMenus(*this, context_, texts_);
  addNextPage();
  connect(rail_, &Rail::chosen, this, &MainWindow::go);
  connectActions();
  connectSession();
  texts_.add([this] {
    context_.actions.retranslate();
    retitle();
  });
  go(pages().front().id);
}

MainWindow::~MainWindow() = default;

bool MainWindow::addNextPage() {
  const size_t next = static_cast<size_t>(pages_.size());
  if (next == pages().size()) return false;
  const PageSpec& spec = pages()[next];
  Page* page = spec.make(context_);
  page->setObjectName("page." + QString(spec.id));
  connect(page, &Page::failed, note_, &NoteBar::showError);
  stack_->addWidget(page);
  pages_[spec.id] = page;
  if (next + 1 == pages().size()) linkPages();
  return true;
}

void MainWindow::linkPages() {
  auto* runs_page = qobject_cast<RunsPage*>(pages_.value("runs"));
  auto* compare_page = qobject_cast<ComparePage*>(pages_.value("compare"));
  auto* home_page = qobject_cast<HomePage*>(pages_.value("home"));
  connect(runs_page, &RunsPage::compareWanted, compare_page, &ComparePage::chooseRun);
  connect(home_page, &HomePage::runWanted, this, [this, runs_page](const QString& folder) {
    runs_page->choose(toPath(folder));
    go("runs");
  });
}

void MainWindow::go(const QString& page) {
  while (!pages_.contains(page) && addNextPage()) {}
  Page* wanted = pages_.value(page);
  if (!wanted) return;
  current_ = page;
  rail_->choose(page);
  stack_->setCurrentWidget(wanted);
  wanted->setFocus();                    // the next Tab goes into the page
  wanted->entered();
}

void MainWindow::connectActions() {
  Actions& actions = context_.actions;
  addActions(actions.all());
  const auto on = [&](Command command, auto slot) { connect(actions[command], &QAction::triggered, this, slot); };
  on(Command::quit, &QWidget::close);
  on(Command::openDemo, [this] { context_.session.openDemo(); });
  on(Command::newRun, [this] { go("train"); });
  on(Command::preferences, [this] { go("settings"); });
  on(Command::openModel, [this] {
    auto* dialog = new QFileDialog(this, tr("Choose a model folder"), context_.settings.lastFolder("models"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    openChosen(dialog, "models");
  });
  on(Command::openRecords, [this] {
    auto* dialog = new QFileDialog(this, tr("Open records"), context_.settings.lastFolder("records"), recordFileFilter());
    dialog->setFileMode(QFileDialog::ExistingFile);
    openChosen(dialog, "records");
  });
  on(Command::fullScreen, [this](bool full) { setWindowState(full ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen); });
  on(Command::pauseRun, [this] { context_.monitor.pause(); });
  on(Command::saveRunNow, [this] { context_.monitor.saveNow(); });
  on(Command::stopRun, [this] { context_.monitor.stopAndSave(); });
  on(Command::openWorkspaceFolder, [this] {
    if (const auto fault = openFolder(context_.session.workspaceFolder())) note_->showError(*fault);
  });
  on(Command::whatsThis, [] { QWhatsThis::enterWhatsThisMode(); });
  on(Command::shortcuts, [this] { showShortcuts(this, context_.actions); });
  on(Command::about, [this] { showAbout(this); });
}

void MainWindow::openChosen(QFileDialog* dialog, const QString& kind) {
  dialog->setObjectName("window.open." + kind);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QFileDialog::fileSelected, this, [this, kind](const QString& path) {
    context_.settings.setLastFolder(kind, QFileInfo(path).path());
    open(path);
  });
  dialog->open();
}

QString MainWindow::closesWhenSaved() { return tr("The records are still being saved; the window closes when that is done."); }

void MainWindow::connectSession() {
  Session& session = context_.session;
  connect(&session, &Session::failed, note_, &NoteBar::showError);
  connect(&session, &Session::failed, this, [this] { awaited_.reset(); });
  connect(&session, &Session::opened, this, &MainWindow::showOpened);
  connect(&session, &Session::loadingChanged, this, [this] {
    if (context_.session.loading()) opening_->begin(tr("Opening %1…").arg(context_.session.loadingWhat()));
    else opening_->end();
  });
  const auto offer = [this](bool open, const char* why) {
    for (const Command command : {Command::openRecords, Command::openDemo, Command::openWorkspaceFolder}) context_.actions.setAvailable(command, open, why);
  };
  offer(false, QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: the workspace is being opened."));
  connect(&session, &Session::workspaceOpened, this, [offer] { offer(true, ""); });
  connect(&session, &Session::workspaceRefused, this, [offer] {
    offer(false, QT_TRANSLATE_NOOP("lathe::ui::Actions", "Not available: the workspace cannot be opened; choose another folder in the settings and start Lathe again."));
  });
  connect(opening_, &ProgressRow::cancelled, &session, &Session::cancelLoading);
  // A save that failed is read in the window, so that stays.
  connect(&session, &Session::saveEnded, this, [this](bool whole) {
    closes_once_saved_ = closes_once_saved_ && whole;
    if (!context_.session.saving()) note_->withdraw(closesWhenSaved());
    if (!context_.session.saving() && std::exchange(closes_once_saved_, false)) close();
  }, Qt::QueuedConnection);
  connect(&session, &Session::noticed, this, [this](const QString& text) { note_->showNote(text); });
  connect(&session, &Session::recordsChanged, this, [this] {
    if (auto* records = context_.session.records()) connect(records, &RecordsDocument::modifiedChanged, this, &MainWindow::retitle);
    retitle();
  });
  connect(&context_.monitor, &RunMonitor::stateChanged, this, [this] { rail_->mark("runs", context_.monitor.active()); });
  connect(&context_.engine, &EngineBridge::died, this, [this](const QString& why) {
    note_->showError({why, tr("Close the studio and start it again; the run can be taken up from its last checkpoint."), {}, {}});
  });
}

void MainWindow::open(const QString& path) {
  awaited_ = QFileInfo(path).isDir();
  context_.session.openAny(path);
}

// From a page that shows it anyway nobody is led away.
void MainWindow::showOpened(bool model) {
  if (awaited_ != model) return;
  awaited_.reset();
  if (current_ != "data" && current_ != "train") go(model ? "train" : "data");
}

void MainWindow::retitle() {
  const RecordsDocument* records = context_.session.records();
  setWindowTitle(records ? tr("%1[*] – Lathe").arg(records->name()) : QStringLiteral("Lathe"));
  setWindowModified(records && records->modified());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (RecordsDocument* records = context_.session.records(); records && !records->settle()) {
    go("data");                          // where what was typed can be corrected or discarded
    return event->ignore();
  }
  if (context_.session.saving()) {
    closes_once_saved_ = true;
    Q_EMIT context_.session.closeAsked();
    note_->showNote(closesWhenSaved());
    return event->ignore();
  }
  if (!guard_.mayClose(this)) return event->ignore();
  rememberWindow(*this, context_.settings);
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const auto urls = event->mimeData()->urls();
  if (urls.size() == 1 && urls.front().isLocalFile()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  open(event->mimeData()->urls().front().toLocalFile());
  event->acceptProposedAction();
}

}  // namespace lathe::ui
