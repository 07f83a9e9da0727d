// Editor and token panel are of the chosen record, and of no other.
#include <QLineEdit>
#include <QTableView>

#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/pages/data_page.h"
#include "ui/widgets/token_view.h"

using namespace lathe;
using ui::Command;

namespace {

// Counts of many records are answered at once, the tokens of one when the test says so.
void answerMany(tests::FakeEngine& fake, engine::JobId id, const engine::Job& job) {
  const auto* show = std::get_if<engine::ShowTokensJob>(&job);
  if (!show || show->records.size() > 1) tests::answer(fake, id, job);
}

void answerLast(tests::StudioKit& kit) {
  for (size_t id = kit.engine->jobs.size(); id > 0; --id)
    if (const auto* show = std::get_if<engine::ShowTokensJob>(&kit.engine->jobs[id - 1]); show && show->records.size() == 1) return tests::answer(*kit.engine, id, *show);
}

int tokensShown(tests::StudioKit& kit) { return kit.find<ui::TokenView>("data.tokens")->tokenCount(); }

const std::string kThree = tests::StudioKit::recordLine("one", "", "two") + tests::StudioKit::recordLine("one two", "", "three four") +
                           tests::StudioKit::recordLine("one two three", "", "four five six");

void chooseRow(tests::StudioKit& kit, int row) { kit.find<QTableView>("data.table")->selectRow(row); }

}  // namespace

class TestChosenRecord : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theTokensOfAnotherRecordAreNotShown() {
    tests::StudioKit kit({.script = answerMany});
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet(kThree));
    kit.window().go("data");
    answerLast(kit);
    QTRY_COMPARE(tokensShown(kit), 2);
    chooseRow(kit, 1);
    QCOMPARE(tokensShown(kit), 0);
    answerLast(kit);
    QTRY_COMPARE(tokensShown(kit), 4);
    chooseRow(kit, 2);
    kit.find<QLineEdit>("data.search")->setText("nothing has this");
    QTRY_COMPARE(kit.find<QTableView>("data.table")->model()->rowCount(), 0);
    answerLast(kit);
    QTest::qWait(50);
    QCOMPARE(tokensShown(kit), 0);
  }

  void theEditorFollowsWhatIsAddedAndRemoved() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet(kThree));
    kit.window().go("data");
    const auto fits = [&](int row, int tokens) {
      const std::string answer = kit.session().records()->value(row)["output"].get<std::string>();
      return kit.find<QTableView>("data.table")->currentIndex().row() == row && kit.answerEditor()->toPlainText().toStdString() == answer &&
             QTest::qWaitFor([&] { return tokensShown(kit) == tokens; });
    };
    chooseRow(kit, 0);
    kit.action(Command::removeRecord)->trigger();
    QVERIFY(fits(0, 4));
    chooseRow(kit, 1);
    kit.action(Command::removeRecord)->trigger();
    QVERIFY(fits(0, 4));
    kit.action(Command::undo)->trigger();
    kit.action(Command::undo)->trigger();
    QVERIFY(fits(1, 4));
  }
};

LATHE_TEST(TestChosenRecord)
#include "test_chosen_record.moc"
