#include <QDialog>

#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "tests/ui/walk_checks.h"
#include "ui/forms/option_form.h"
#include "ui/pages/data_page.h"
#include "ui/pages/registry.h"
#include "ui/pages/token_panel.h"
#include "ui/pages/train_page.h"
#include "ui/widgets/note_bar.h"
#include "ui/widgets/record_editor.h"

using namespace lathe;
using ui::Command;

namespace {

void settle() {
  QTest::qWait(60);
  for (int i = 0; i < 5; ++i) QCoreApplication::sendPostedEvents(), QCoreApplication::processEvents();
}

// Through every page, step, view and dialog with longer texts.
class Walk {
 public:
  explicit Walk(const char* language) : longer_(language) {
    kit_.studio->context().language.choose(language);
    QCoreApplication::installTranslator(&longer_);
    kit_.window().resize(1280, 800);
  }
  ~Walk() { QCoreApplication::removeTranslator(&longer_); }

  void go() {
    pages("empty");
    look("train.empty", [this] { train().goTo(0); });
    if (!kit_.openModel() || !kit_.openSet()) qFatal("the kit opens neither model nor set");
    pages("");
    steps();
    dataViews();
    noteBar();
    dialogs();
    run();
    for (const QAction* menu : kit_.window().menuBar()->actions()) {
      if (!menu->text().contains(tests::kMark)) extra_ << "menu untranslated: " + menu->text();
      checks_.menu("menus", *menu->menu());
    }
  }
  QStringList faults() const { return checks_.faults() + extra_; }

 private:
  ui::TrainPage& train() { return *qobject_cast<ui::TrainPage*>(kit_.window().page("train")); }

  template <class Act>
  void look(const QString& place, Act act) {
    act();
    settle();
    checks_.look(kit_.window(), place);
  }

  void pages(const QString& state) {
    for (const ui::PageSpec& spec : ui::pages()) look(spec.id + (state.isEmpty() ? QString() : "." + state), [&] { kit_.window().go(spec.id); });
  }

  void steps() {
    kit_.window().go("train");
    for (int step = 0; step < 5; ++step) look(QString("train.%1").arg(step), [&] { train().goTo(step); });
    for (ui::OptionForm* form : kit_.window().findChildren<ui::OptionForm*>()) form->setAdvanced(true);
    for (int step : {1, 3}) look(QString("train.%1.advanced").arg(step), [&] { train().goTo(step); });
  }

  void dataViews() {
    kit_.window().go("data");
    auto* editor = kit_.window().findChild<ui::RecordEditor*>();
    for (const auto view : {ui::RecordEditor::form, ui::RecordEditor::json, ui::RecordEditor::conversation})
      look(QString("data.editor.%1").arg(view), [&] { editor->setView(view); });
    auto* panel = kit_.window().findChild<ui::TokenPanel*>();
    look("data.unchecked", [&] { panel->setView(ui::TokenPanel::problems); });
    auto& desk = qobject_cast<ui::DataPage*>(kit_.window().page("data"))->desk();
    desk.check();
    if (!QTest::qWaitFor([&] { return !desk.checking(); })) qFatal("the check does not end");
    for (const auto view : {ui::TokenPanel::problems, ui::TokenPanel::lengths, ui::TokenPanel::tokens})
      look(QString("data.tokens.%1").arg(view), [&] { panel->setView(view); });
  }

  void noteBar() {
    look("note", [this] {
      kit_.window().go("home");
      kit_.session().openRecords(kit_.folder.path() + "/absent.jsonl");
      settle();
      for (auto* button : kit_.window().note()->findChildren<QPushButton*>())
        if (button->isCheckable()) button->setChecked(true);
    });
    kit_.window().note()->clear();
  }

  void dialog(const QString& place) {
    settle();
    int seen = 0;
    for (QWidget* top : QApplication::topLevelWidgets()) {
      auto* dialog = qobject_cast<QDialog*>(top);
      if (!dialog || !dialog->isVisible()) continue;
      ++seen;
      checks_.look(*dialog, place);
      dialog->reject();
    }
    settle();
    if (seen != 1) extra_ << QString("%1: %2 dialogs").arg(place).arg(seen);
  }

  void dialogs() {
    kit_.action(Command::about)->trigger();
    dialog("about");
    kit_.action(Command::shortcuts)->trigger();
    dialog("shortcuts");
    kit_.window().go("data");
    kit_.session().records()->duplicate(0);
    look("data.modified", [] {});
    kit_.action(Command::save)->trigger();
    dialog("save");
    kit_.session().records()->undo();
    templateWindow();
  }

  void templateWindow() {
    kit_.press("data.template");
    dialog("template");
    kit_.window().go("train");
    train().goTo(1);
    settle();
    kit_.press("data.step.template");
    auto* source = kit_.find<QPlainTextEdit>("template.source");
    if (!QTest::qWaitFor([&] { return !source->isReadOnly(); })) qFatal("the template does not open");
    source->selectAll();
    source->insertPlainText("{% for m in messages %}{{ m.content }");
    if (!QTest::qWaitFor([this] { return kit_.find<QWidget>("template.line")->isVisible(); })) qFatal("the fault is not said");
    look("template.fault", [] {});
    checks_.look(*kit_.find<QDialog>("template.window"), "template.fault");
    kit_.find<QDialog>("template.window")->reject();
    settle();
    auto* question = kit_.find<QMessageBox>("template.closing");
    checks_.look(*question, "template.closing");
    question->done(0);
    for (QAbstractButton* button : question->buttons())
      if (question->buttonRole(button) == QMessageBox::DestructiveRole) button->click();
    settle();
  }

  void run() {
    kit_.studio->context().monitor.start({train().draft().config(), {}, {}, false});
    const auto id = kit_.engine->jobs.size();
    kit_.engine->say(id, engine::RunOpened{"/tmp/run", 10, 0, 100, 1000, "cpu"});
    for (int64_t step = 1; step <= 5; ++step)
      kit_.engine->say(id, runs::StepMetrics{.step = step, .loss = 3.0 / static_cast<double>(step), .tokens = 100, .seconds = 0.1});
    kit_.engine->say(id, engine::LogLine{phrase(LATHE_TR("Goes on after step {0}"), 7)});
    look("runs.live", [this] { kit_.window().go("runs"); });
    look("compare.live", [this] { kit_.window().go("compare"); });
    look("compare.options", [this] { kit_.find<QWidget>("compare.options")->show(); });
    kit_.window().close();
    dialog("close");
    kit_.engine->finish(id, engine::Result::succeeded);
    settle();
  }

  tests::StudioKit kit_;
  tests::Lengthener longer_;
  tests::WalkChecks checks_;
  QStringList extra_;
};

}  // namespace

class TestWalk : public QObject {
  Q_OBJECT

  void walk(const char* language) {
    Walk walk(language);
    walk.go();
    for (const QString& fault : walk.faults()) qInfo("%s", qPrintable(fault));       // a failure's own message is cut short
    QCOMPARE(walk.faults().size(), 0);
  }

 private Q_SLOTS:
  void longEnglishIsNeitherCutNorForgotten() { walk("en"); }
  void longChineseIsNeitherCutNorForgotten() { walk("zh_CN"); }

  void everyPageCanBeWalkedByTab() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    for (const ui::PageSpec& spec : ui::pages()) {
      kit.window().go(spec.id);
      QTest::qWait(20);
      QSet<QWidget*> reached;
      for (int i = 0; i < 150; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &kit.window(), Qt::Key_Tab);
        if (QWidget* focus = QApplication::focusWidget()) reached << focus;
      }
      for (QAbstractButton* button : kit.window().page(spec.id)->findChildren<QAbstractButton*>())
        if (button->isVisible() && button->isEnabled() && !tests::WalkChecks::isInternal(button) && !button->group())
          QVERIFY2(reached.contains(button) || button->autoExclusive(), qPrintable(QString(spec.id) + ": " + tests::WalkChecks::where(button)));
    }
  }
};

LATHE_TEST(TestWalk)
#include "test_walk.moc"
