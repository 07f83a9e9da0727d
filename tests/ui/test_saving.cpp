// Saving answers the person who asked, whatever is opened or closed before it ends.
#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QSemaphore>
#include <QTimer>

#include "core/data/record.h"
#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/pages/data_page.h"
#include "ui/widgets/note_bar.h"

using namespace lathe;
using ui::Command;

namespace {

QString noteOf(tests::StudioKit& kit) { return kit.window().findChild<ui::NoteBar*>()->text(); }

// Holds the background thread for as long as it is closed.
class Gate {
 public:
  explicit Gate(tests::StudioKit& kit) {
    kit.studio->context().background.run(&kit.session(), [held = held_] { return held->acquire(), true; }, [](bool) {});
  }
  ~Gate() { open(); }
  void open() { held_->release(); }

 private:
  std::shared_ptr<QSemaphore> held_ = std::make_shared<QSemaphore>();
};

// The open set with an edit that is not saved.
bool edited(tests::StudioKit& kit) {
  if (!kit.openSet()) return false;
  kit.window().go("data");
  return kit.session().records()->remove(0);
}

void changeOutside(tests::StudioKit& kit) { std::ofstream(kit.session().records()->set().file(), std::ios::app) << tests::StudioKit::recordLine("late", "", "one"); }

bool saveOver(tests::StudioKit& kit) {
  kit.action(Command::save)->trigger();
  auto* box = kit.window().findChild<QMessageBox*>();
  if (!box) return false;
  for (QAbstractButton* button : box->buttons())
    if (box->buttonRole(button) == QMessageBox::AcceptRole) button->click();
  return true;
}

size_t recordsIn(const std::filesystem::path& file) { return data::read_records(file).records.size(); }

}  // namespace

class TestSaving : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aFailedSaveIsToldThoughOtherRecordsWereOpened() {
    tests::StudioKit kit;
    QVERIFY(edited(kit));
    changeOutside(kit);
    const auto former = kit.session().records()->set().file();
    const std::filesystem::path other = former.parent_path() / "other.jsonl";
    std::ofstream(other) << tests::StudioKit::kAlpaca;
    Gate gate(kit);
    kit.session().openRecords(QString::fromStdString(other.string()));           // before the save in the queue
    QVERIFY(saveOver(kit));
    QVERIFY(kit.session().saving());
    gate.open();
    QVERIFY(QTest::qWaitFor([&] { return kit.session().records()->set().file() == other; }));
    QVERIFY(QTest::qWaitFor([&] { return noteOf(kit).contains("set.jsonl"); }));
    QVERIFY(QTest::qWaitFor([&] { return !kit.session().saving(); }));
    QCOMPARE(recordsIn(former), size_t{4});
  }

  void theWindowClosesOnceTheRecordsAreSaved() {
    tests::StudioKit kit;
    QVERIFY(edited(kit));
    Gate gate(kit);
    QVERIFY(saveOver(kit));
    QVERIFY(!kit.window().close());
    QVERIFY(!noteOf(kit).isEmpty());
    gate.open();
    QVERIFY(QTest::qWaitFor([&] { return !kit.window().isVisible(); }));
    QCOMPARE(recordsIn(kit.session().records()->set().file()), size_t{2});
  }

  void theWindowStaysWhenTheyCouldNotBeSaved() {
    tests::StudioKit kit;
    QVERIFY(edited(kit));
    changeOutside(kit);
    Gate gate(kit);
    QVERIFY(saveOver(kit));
    QVERIFY(!kit.window().close());
    gate.open();
    QVERIFY(QTest::qWaitFor([&] { return !kit.session().saving() && noteOf(kit).contains("set.jsonl"); }));
    QTest::qWait(50);
    QVERIFY(kit.window().isVisible());
    QVERIFY(kit.window().close());
  }

  void aSearchIsKnownOfTheSavedRecords() {
    tests::StudioKit kit;
    QVERIFY(edited(kit));
    auto& desk = qobject_cast<ui::DataPage*>(kit.window().page("data"))->desk();
    QVERIFY(desk.search("crew", nullptr));
    QTRY_COMPARE(desk.filter().rowCount(), 1);
    QVERIFY(desk.filter().knows(0) && desk.filter().knows(1));
    QVERIFY(saveOver(kit));
    QTRY_VERIFY(!kit.session().records()->modified());
    QTRY_VERIFY(desk.filter().knows(0) && desk.filter().knows(1));
    QCOMPARE(desk.filter().rowCount(), 1);
  }

  void onlyTheRecordsThatWereAskedAboutAreSaved() {
    tests::StudioKit kit;
    QVERIFY(edited(kit));
    const auto former = kit.session().records()->set().file();
    kit.action(Command::save)->trigger();
    auto* box = kit.window().findChild<QMessageBox*>();
    QVERIFY(box);
    QVERIFY(kit.openSet(tests::StudioKit::kAlpaca, "other.jsonl"));
    QVERIFY(QTest::qWaitFor([&] { return kit.session().records()->set().file() != former; }));
    QVERIFY(kit.session().records()->remove(0));
    for (QAbstractButton* button : box->buttons())
      if (box->buttonRole(button) == QMessageBox::AcceptRole) button->click();
    QTest::qWait(200);
    QCOMPARE(recordsIn(kit.session().records()->set().file()), size_t{3});
    QCOMPARE(recordsIn(former), size_t{3});
    QVERIFY(noteOf(kit).contains("Nothing was saved"));
  }

  void openingLetsTheLoopGoOnAndOpensWhatWasChosen() {
    tests::StudioKit kit;
    QVERIFY(edited(kit));
    const std::filesystem::path other = kit.session().records()->set().file().parent_path() / "other.jsonl";
    std::ofstream(other) << tests::StudioKit::kAlpaca;
    QTimer::singleShot(3000, &kit.window(), [] {
      if (QWidget* modal = QApplication::activeModalWidget()) modal->close();
    });
    for (const auto& [command, kind] : {std::pair{Command::openModel, "models"}, std::pair{Command::openRecords, "records"}}) {
      kit.action(command)->trigger();
      auto* dialog = kit.find<QFileDialog>(QString("window.open.") + kind);
      QVERIFY(dialog);
      Q_EMIT dialog->fileSelected(QString::fromStdString((command == Command::openModel ? other.parent_path() : other).string()));
      dialog->close();
    }
    QVERIFY(QTest::qWaitFor([&] { return kit.session().records()->set().file() == other; }));
    QCOMPARE(kit.session().model().toStdString(), other.parent_path().string());
  }

  void saveAsLetsTheLoopGoOnAndWritesWhatWasAsked() {
    tests::StudioKit kit;
    QVERIFY(edited(kit));
    QTimer::singleShot(3000, &kit.window(), [] {     // a dialog that holds the loop is closed, and the test fails
      if (QWidget* modal = QApplication::activeModalWidget()) modal->close();
    });
    kit.action(Command::saveAs)->trigger();
    auto* dialog = kit.find<QFileDialog>("data.saveDialog");
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().value(0).endsWith("set.jsonl"));
    const std::filesystem::path target = kit.session().records()->set().file().parent_path() / "copy.jsonl";
    Q_EMIT dialog->fileSelected(QString::fromStdString(target.string()));
    dialog->close();
    QVERIFY(QTest::qWaitFor([&] { return std::filesystem::exists(target) && !kit.session().saving(); }));
    QCOMPARE(recordsIn(target), size_t{2});
  }
};

LATHE_TEST(TestSaving)
#include "test_saving.moc"
