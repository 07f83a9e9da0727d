#include <QLineEdit>
#include <QMimeData>
#include <QTableView>

#include "tests/support/faulty_disk.h"
#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/pages/data_page.h"
#include "ui/pages/train_page.h"
#include "ui/widgets/kept_text.h"
#include "ui/widgets/text_edit.h"

using namespace lathe;
using ui::Command;

namespace {
std::string answerOf(tests::StudioKit& kit, int row) { return kit.session().records()->value(row)["output"].get<std::string>(); }

// Types as a person does and waits until the record has it.
bool type(tests::StudioKit& kit, const QString& text, int row, const std::string& expected) {
  QTest::keyClicks(kit.answerEditor(), text);
  return QTest::qWaitFor([&] { return answerOf(kit, row) == expected; }, 3000);
}

void chooseRow(tests::StudioKit& kit, int row) {
  auto* table = kit.find<QTableView>("data.table");
  QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(row, 0)).center());
}
}  // namespace

class TestEditing : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theRowUnderOnesHandsStaysInTheSearch() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    kit.window().go("data");
    QTest::keyClicks(kit.find<QLineEdit>("data.search"), "Hello,");
    auto* table = kit.find<QTableView>("data.table");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    chooseRow(kit, 0);
    kit.answerEditor()->selectAll();
    QVERIFY(type(kit, "Good day", 2, "Good day"));
    QCOMPARE(table->model()->rowCount(), 1);
    QVERIFY(type(kit, ", crew", 2, "Good day, crew"));
    QCOMPARE(answerOf(kit, 0), std::string("I am Lathe's helper."));
    QCOMPARE(answerOf(kit, 1), std::string());
    kit.find<QLineEdit>("data.search")->setText("Hello,  ");
    QTRY_COMPARE(table->model()->rowCount(), 0);             // asked anew it says so no longer
  }

  void theRowUnderOnesHandsStaysUnderAChip() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    QVERIFY(kit.openModel());
    kit.window().go("data");
    auto* page = qobject_cast<ui::DataPage*>(kit.window().page("data"));
    kit.action(Command::checkRecords)->trigger();
    QVERIFY(QTest::qWaitFor([&] { return page->desk().issues().rowCount() == 1; }));
    page->desk().setProblem("data.empty_field");
    QCOMPARE(page->desk().filter().rowCount(), 1);
    chooseRow(kit, 0);
    QVERIFY(type(kit, "I am", 1, "I am"));
    QVERIFY(type(kit, " here", 1, "I am here"));
    QCOMPARE(answerOf(kit, 2), std::string("Hello, crew!"));
  }

  void anEditedRowGoesOnceAnotherIsChosen() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet(tests::StudioKit::recordLine("a", "", "one ship") + tests::StudioKit::recordLine("b", "", "two ships")));
    kit.window().go("data");
    kit.find<QLineEdit>("data.search")->setText("ship");
    QTest::qWait(300);
    chooseRow(kit, 0);
    kit.answerEditor()->selectAll();
    QVERIFY(type(kit, "none", 0, "none"));
    auto* table = kit.find<QTableView>("data.table");
    QCOMPARE(table->model()->rowCount(), 2);
    chooseRow(kit, 1);
    QVERIFY(QTest::qWaitFor([&] { return table->model()->rowCount() == 1; }));
    QTest::keyClick(kit.answerEditor(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(kit.answerEditor(), "!");
    QVERIFY(QTest::qWaitFor([&] { return answerOf(kit, 1) == "two ships!"; }, 3000));
    QCOMPARE(answerOf(kit, 0), std::string("none"));
  }

  void noCommandLosesWhatIsBeingTyped() {
    const auto typed = [](tests::StudioKit& kit) {
      QVERIFY(kit.openSet());
      kit.window().go("data");
      chooseRow(kit, 0);
      QTest::keyClick(kit.answerEditor(), Qt::Key_End, Qt::ControlModifier);
      QTest::keyClicks(kit.answerEditor(), " Yes.");
    };
    const std::string expected = "I am Lathe's helper. Yes.";
    for (const Command command : {Command::addRecord, Command::duplicateRecord}) {
      tests::StudioKit kit;
      typed(kit);
      kit.action(command)->trigger();
      QCOMPARE(answerOf(kit, 0), expected);
      QCOMPARE(kit.session().records()->size(), 4);
    }
    {
      tests::StudioKit kit;
      typed(kit);
      kit.action(Command::removeRecord)->trigger();
      kit.action(Command::undo)->trigger();
      QCOMPARE(answerOf(kit, 0), expected);
    }
    {
      tests::StudioKit kit;
      typed(kit);
      kit.window().close();
      QCOMPARE(answerOf(kit, 0), expected);
    }
    {
      tests::StudioKit kit;
      QVERIFY(kit.openModel());
      typed(kit);
      auto* page = qobject_cast<ui::TrainPage*>(kit.window().page("train"));
      QVERIFY(page->draft().start());
      const engine::TrainJob* job = nullptr;
      QVERIFY(QTest::qWaitFor([&] {
        for (const engine::Job& submitted : kit.engine->jobs)
          if (std::holds_alternative<engine::TrainJob>(submitted)) job = &std::get<engine::TrainJob>(submitted);
        return job != nullptr;
      }));
      QCOMPARE(data::read_records(job->config.data.path).records.front().value["output"].get<std::string>(), expected);
    }
  }

  void anotherSetTakesNothingOfTheFormerOne() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    kit.window().go("data");
    chooseRow(kit, 0);
    QTest::keyClicks(kit.answerEditor(), "First: ");
    const auto former = kit.session().records()->set().file();
    QVERIFY(kit.openSet(tests::StudioKit::recordLine("other", "", "set"), "other.jsonl"));
    QVERIFY(QTest::qWaitFor([&] { return kit.session().records()->set().file() != former; }));
    QCOMPARE(answerOf(kit, 0), std::string("set"));
    kit.session().openRecords(QString::fromStdString(former.string()));
    QVERIFY(QTest::qWaitFor([&] { return kit.session().records()->set().file() == former; }));
    QVERIFY(answerOf(kit, 0).find("First: ") != std::string::npos);
  }

  void recordCommandsWorkOnlyWhereTheRecordsAre() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    kit.window().go("data");
    kit.action(Command::duplicateRecord)->trigger();
    QVERIFY(kit.action(Command::undo)->isEnabled());
    for (const char* page : {"home", "train", "runs", "compare", "settings"}) {
      kit.window().go(page);
      for (const Command command : {Command::undo, Command::redo, Command::addRecord, Command::duplicateRecord, Command::removeRecord}) {
        QVERIFY2(!kit.action(command)->isEnabled(), page);
        QVERIFY2(kit.action(command)->toolTip().contains("Data page"), page);
      }
    }
    kit.window().go("data");
    QVERIFY(kit.action(Command::undo)->isEnabled());
  }

  void samplePromptsHaveTheirOwnUndo() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    kit.window().go("data");
    kit.action(Command::duplicateRecord)->trigger();
    auto* page = qobject_cast<ui::TrainPage*>(kit.window().page("train"));
    kit.window().go("train");
    page->goTo(3);
    auto* prompts = kit.find<QPlainTextEdit>("option.samples.prompts");
    QVERIFY(prompts);
    const QString before = prompts->toPlainText();
    prompts->setFocus();
    QTest::keyClick(prompts, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(prompts, "x");
    QTest::keyClick(prompts, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(prompts->toPlainText(), before);
    QCOMPARE(kit.session().records()->size(), 4);
  }

  void anUndoThatTheDiskRefusedCanBeTriedAgain() {
    QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString(), file = root / "set.jsonl";
    std::ofstream(file) << tests::StudioKit::kAlpaca;
    const auto edit = [](ui::RecordsDocument& document, const char* text) {
      Json changed = document.value(0);
      changed["output"] = text;
      document.replace(0, changed, "output");
    };
    int edits = 0;
    {
      tests::FaultyDisk counting(0, 0);
      ui::RecordsDocument document(std::make_unique<data::RecordSet>(file, root / "first", counting));
      edit(document, "one");
      edit(document, "two");
      edits = counting.operations();
    }
    tests::FaultyDisk disk(edits + 1, ENOSPC);
    ui::RecordsDocument document(std::make_unique<data::RecordSet>(file, root / "second", disk));
    const Json original = document.value(0);
    int failures = 0;
    connect(&document, &ui::RecordsDocument::failed, this, [&] { ++failures; });
    edit(document, "one");
    edit(document, "two");
    document.undo();
    QCOMPARE(failures, 1);
    QCOMPARE(document.value(0)["output"].get<std::string>(), std::string("two"));
    QVERIFY(document.history().canUndo());
    document.undo();
    QCOMPARE(document.value(0)["output"].get<std::string>(), std::string("one"));
    document.undo();
    QVERIFY(document.value(0) == original);
    QCOMPARE(failures, 1);
    document.redo();
    document.redo();
    QCOMPARE(document.value(0)["output"].get<std::string>(), std::string("two"));
  }

  void anEditThatTheDiskRefusedIsNoStep() {
    QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString(), file = root / "set.jsonl";
    std::ofstream(file) << tests::StudioKit::kAlpaca;
    tests::FaultyDisk disk(1, EACCES);
    ui::RecordsDocument document(std::make_unique<data::RecordSet>(file, root / "journal", disk));
    document.remove(0);
    QCOMPARE(document.size(), 3);
    QVERIFY(!document.history().canUndo());
  }

  void savingOverTheOriginalByItsNameTakesTheStarAway() {
    tests::StudioKit kit;
    QVERIFY(kit.openSet());
    kit.window().go("data");
    kit.session().records()->remove(0);
    QVERIFY(kit.window().isWindowModified());
    bool saved = false;
    kit.session().records()->save(kit.studio->context().background, kit.session().records()->set().file(), [&] { saved = true; }, [](const ui::ErrorText&) {});
    QVERIFY(!kit.action(Command::duplicateRecord)->isEnabled());       // while it is being saved
    QVERIFY(QTest::qWaitFor([&] { return saved; }));
    QVERIFY(!kit.window().isWindowModified());
    QVERIFY(QTest::qWaitFor([&] { return !kit.action(Command::save)->isEnabled(); }));
    QVERIFY(kit.action(Command::duplicateRecord)->isEnabled());
    QCOMPARE(data::read_records(kit.session().records()->set().file()).records.size(), size_t{2});
    kit.action(Command::undo)->trigger();            // the history goes on behind the save
    QCOMPARE(kit.session().records()->size(), 3);
    QVERIFY(kit.window().isWindowModified());
  }

  void whatIsNotTouchedKeepsItsCharacters() {
    ui::TextEdit edit;
    const QString given = QStringLiteral("a\u00a0b\r\nc\u2028d\r\nlast\n");
    QStringList handed;
    connect(&edit, &ui::TextEdit::edited, this, [&](const QString& text) { handed << text; });
    edit.show(given);
    QCOMPARE(edit.text(), given);
    edit.commit();
    QVERIFY(handed.isEmpty());
    edit.moveCursor(QTextCursor::Start);
    QTest::keyClicks(&edit, "X");
    edit.commit();
    QCOMPARE(handed.value(0), "X" + given);
    edit.moveCursor(QTextCursor::End);
    QTest::keyClick(&edit, Qt::Key_Return);
    QTest::keyClick(&edit, Qt::Key_Return, Qt::ShiftModifier);
    edit.commit();
    QCOMPARE(handed.value(1), "X" + given + "\r\n\r\n");
    QTest::keyClick(&edit, Qt::Key_Backspace);
    edit.commit();
    QCOMPARE(handed.value(2), "X" + given + "\r\n");
  }

  void editsAreTakenBackIntoTheTextThatWasGiven_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("expected");
    const QString p(QChar(QChar::ParagraphSeparator));
    QTest::newRow("line feed") << "a\nb" << "a" + p + "b" << "a" + p + "c" + p + "b" << "a\nc\nb";
    QTest::newRow("carriage returns") << "a\r\nb\r\nc" << "a" + p + "b" + p + "c" << "a" + p + "b" + p + "c" + p << "a\r\nb\r\nc\r\n";
    QTest::newRow("lone carriage return") << "a\rb" << "a" + p + "b" << "a" + p + "bc" << "a\rbc";
    QTest::newRow("joined") << "a\r\nb" << "a" + p + "b" << "ab" << "ab";
    QTest::newRow("emptied") << "a\r\nb" << "a" + p + "b" << "" << "";
    QTest::newRow("begun") << "" << "" << "a" + p << "a\n";
    QTest::newRow("repeated") << "aa\r\naa" << "aa" + p + "aa" << "aaa" + p + "aa" << "aaa\r\naa";
  }
  void editsAreTakenBackIntoTheTextThatWasGiven() {
    QFETCH(QString, given);
    QFETCH(QString, shown);
    QFETCH(QString, now);
    QFETCH(QString, expected);
    QCOMPARE(ui::withEdit(given, shown, now), expected);
  }

  void editorsTakeNoFiles() {
    struct Edit : ui::TextEdit {
      using ui::TextEdit::canInsertFromMimeData;
    } edit;
    QMimeData file, text;
    file.setUrls({QUrl::fromLocalFile("/a/file.jsonl")});
    text.setText("words");
    QVERIFY(!edit.canInsertFromMimeData(&file));
    QVERIFY(edit.canInsertFromMimeData(&text));
  }
};

LATHE_TEST(TestEditing)
#include "test_editing.moc"
