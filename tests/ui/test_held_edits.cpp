// What was typed and cannot be taken stays where it was typed, and nothing goes on without it.
#include <QLabel>
#include <QTableView>

#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/pages/data_page.h"
#include "ui/pages/train_page.h"
#include "ui/widgets/note_bar.h"
#include "ui/widgets/record_editor.h"
#include "ui/widgets/text_edit.h"

using namespace lathe;
using ui::Command;

namespace {

std::string answerOf(tests::StudioKit& kit, int row) { return kit.session().records()->value(row)["output"].get<std::string>(); }
QString noteOf(tests::StudioKit& kit) { return kit.window().findChild<ui::NoteBar*>()->text(); }
int chosenRow(tests::StudioKit& kit) { return kit.find<QTableView>("data.table")->currentIndex().row(); }
QWidget* heldRow(tests::StudioKit& kit) { return kit.find<QWidget>("record.held"); }

void chooseRow(tests::StudioKit& kit, int row) {
  auto* table = kit.find<QTableView>("data.table");
  QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(row, 0)).center());
}

// A file stands where the journal's folder has to be, as long as this lives.
class NoJournal {
 public:
  explicit NoJournal(tests::StudioKit& kit) : place_(kit.session().workspace()->data_folder(kit.session().records()->set().file())) {
    std::filesystem::remove_all(place_);
    std::filesystem::create_directories(place_.parent_path());
    std::ofstream(place_) << "in the way";
  }
  ~NoJournal() { if (!mended_) mend(); }
  void mend() {
    std::filesystem::remove(place_);
    mended_ = true;                      // from here on the journal's own folder may stand there
  }

 private:
  std::filesystem::path place_;
  bool mended_ = false;
};

constexpr const char* kTyped = " Yes.";
const std::string kExpected = "I am Lathe's helper. Yes.";

void typeIntoFirst(tests::StudioKit& kit) {
  chooseRow(kit, 0);
  QTest::keyClick(kit.answerEditor(), Qt::Key_End, Qt::ControlModifier);
  QTest::keyClicks(kit.answerEditor(), kTyped);
}

QPlainTextEdit* showJson(tests::StudioKit& kit) {
  kit.window().findChild<ui::RecordEditor*>()->setView(ui::RecordEditor::json);
  return kit.find<QPlainTextEdit>("record.json");
}

}  // namespace

class TestHeldEdits : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aRefusedTextIsHandedOnAgain() {
    ui::TextEdit edit;
    bool takes = false;
    QStringList asked;
    edit.setTake([&](const QString& text) { return asked << text, takes; });
    edit.show("a");
    QTest::keyClicks(&edit, "b");
    QVERIFY(!edit.commit());
    QVERIFY(edit.held());
    edit.show("a");                                  // the record as it still is
    QCOMPARE(edit.text(), QString("ba"));
    QVERIFY(!edit.commit());
    takes = true;
    QVERIFY(edit.commit());
    QVERIFY(!edit.held());
    QCOMPARE(asked, (QStringList{"ba", "ba", "ba"}));
    QVERIFY(edit.commit());
    QCOMPARE(asked.size(), 3);
    takes = false;
    QTest::keyClicks(&edit, "c");
    QVERIFY(!edit.commit());
    edit.discard();
    QCOMPARE(edit.text(), QString("ba"));
    QVERIFY(edit.commit());
  }

  void aTextThatTheDiskRefusedIsTakenLater() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    kit.window().go("data");
    NoJournal none(kit);
    typeIntoFirst(kit);
    QVERIFY(!kit.session().records()->settle());
    QVERIFY(!noteOf(kit).isEmpty());
    QVERIFY(heldRow(kit)->isVisible());
    QVERIFY(kit.answerEditor()->toPlainText().endsWith(kTyped));
    none.mend();
    QVERIFY(kit.session().records()->settle());
    QCOMPARE(answerOf(kit, 0), kExpected);
    QVERIFY(!heldRow(kit)->isVisible());
  }

  void twoRefusedFieldsAreBothTakenLater() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    kit.window().go("data");
    chooseRow(kit, 0);
    kit.window().findChild<ui::RecordEditor*>()->setView(ui::RecordEditor::form);
    NoJournal none(kit);
    for (const char* field : {"instruction", "output"})
      for (ui::TextEdit* edit : kit.window().findChildren<ui::TextEdit*>())
        if (edit->isVisible() && edit->accessibleName() == field) QTest::keyClicks(edit, "x");
    QVERIFY(!kit.session().records()->settle());
    none.mend();
    QVERIFY(kit.session().records()->settle());
    const Json& record = kit.session().records()->value(0);
    QCOMPARE(record["instruction"].get<std::string>(), std::string("xWho are you?"));
    QCOMPARE(record["output"].get<std::string>(), std::string("xI am Lathe's helper."));
    // Undone in the order in which they were taken, to what the file says.
    for (int i = 0; i < 2; ++i) kit.session().records()->undo();
    const Json& undone = kit.session().records()->value(0);
    QCOMPARE(undone["instruction"].get<std::string>(), std::string("Who are you?"));
    QCOMPARE(undone["output"].get<std::string>(), std::string("I am Lathe's helper."));
    QVERIFY(!kit.session().records()->modified());
  }

  void nothingGoesOnWithoutWhatTheDiskRefused() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    kit.window().go("data");
    NoJournal none(kit);
    typeIntoFirst(kit);
    const auto file = kit.session().records()->set().file();
    QVERIFY(!kit.window().close());
    QVERIFY(kit.window().isVisible());
    QVERIFY(!qobject_cast<ui::TrainPage*>(kit.window().page("train"))->draft().start());
    kit.openSet(tests::StudioKit::recordLine("other", "", "set"), "other.jsonl");
    QTest::qWait(200);
    QCOMPARE(kit.session().records()->set().file(), file);
    kit.action(Command::addRecord)->trigger();
    kit.action(Command::duplicateRecord)->trigger();
    kit.action(Command::removeRecord)->trigger();
    QCOMPARE(kit.session().records()->size(), 3);
    none.mend();
    kit.action(Command::duplicateRecord)->trigger();
    QCOMPARE(kit.session().records()->size(), 4);
    QCOMPARE(answerOf(kit, 0), kExpected);
  }

  void jsonThatIsNoRecordStaysUntilItIsOne() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    kit.window().go("data");
    chooseRow(kit, 0);
    QPlainTextEdit* json = showJson(kit);
    QVERIFY(json && json->isVisible());
    const QString before = json->toPlainText();
    json->setPlainText(R"({"instruction": "q", "output": )");
    QTest::qWait(900);                               // a pause ends the burst
    QVERIFY(heldRow(kit)->isVisible());
    QVERIFY(!heldRow(kit)->findChild<QLabel*>()->text().isEmpty());
    QVERIFY(!heldRow(kit)->findChild<QLabel*>()->text().contains('\n'));
    kit.window().findChild<ui::RecordEditor*>()->setView(ui::RecordEditor::form);
    QVERIFY(json->isVisible());
    chooseRow(kit, 2);
    QTRY_COMPARE(chosenRow(kit), 0);
    QCOMPARE(json->toPlainText(), QString(R"({"instruction": "q", "output": )"));
    QVERIFY(!noteOf(kit).isEmpty());
    json->setPlainText(R"({"instruction": "q", "output": "a"})");
    QVERIFY(kit.session().records()->settle());
    QCOMPARE(answerOf(kit, 0), std::string("a"));
    QVERIFY(!heldRow(kit)->isVisible());
    json->setPlainText("{");
    QVERIFY(!kit.session().records()->settle());
    kit.press("record.discard");
    QVERIFY(!heldRow(kit)->isVisible());
    QVERIFY(kit.session().records()->settle());
    QCOMPARE(answerOf(kit, 0), std::string("a"));
    chooseRow(kit, 2);
    QCOMPARE(chosenRow(kit), 2);
    QVERIFY(json->toPlainText().contains("crew"));
  }

  void noCommandGoesOnWithoutJsonThatIsNoRecord() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    kit.window().go("data");
    kit.action(Command::duplicateRecord)->trigger();
    kit.action(Command::duplicateRecord)->trigger();
    kit.action(Command::undo)->trigger();
    QCOMPARE(kit.session().records()->size(), 4);
    showJson(kit)->setPlainText("[]");
    for (const Command command : {Command::undo, Command::redo, Command::addRecord, Command::duplicateRecord, Command::removeRecord}) {
      kit.action(command)->trigger();
      QCOMPARE(kit.session().records()->size(), 4);
    }
    QVERIFY(!kit.window().close());
    bool saved = false, refused = false;
    kit.session().records()->save(kit.studio->context().background, {}, [&] { saved = true; }, [&](const ui::ErrorText&) { refused = true; });
    QVERIFY(refused && !saved);
    kit.press("record.discard");
    QVERIFY(kit.window().close());
  }
};

LATHE_TEST(TestHeldEdits)
#include "test_held_edits.moc"
