#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QSpinBox>
#include <QThread>

#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/train_page.h"
#include "ui/widgets/progress_row.h"

using namespace lathe;
using ui::Command;

namespace {

// Answers as the fake engine does, but leaves one kind of job to the test.
template <class Kept>
tests::FakeEngine::Script allBut() {
  return [](tests::FakeEngine& fake, engine::JobId id, const engine::Job& job) {
    if (!std::holds_alternative<Kept>(job)) tests::answer(fake, id, job);
  };
}

template <class Kind>
std::vector<engine::JobId> idsOf(const tests::FakeEngine& fake) {
  std::vector<engine::JobId> out;
  for (size_t i = 0; i < fake.jobs.size(); ++i)
    if (std::holds_alternative<Kind>(fake.jobs[i])) out.push_back(i + 1);
  return out;
}

bool has(const std::vector<Issue>& faults, const std::string& code) {
  return std::any_of(faults.begin(), faults.end(), [&](const Issue& fault) { return fault.code == code; });
}

bool isRowVisible(const QWidget* page) {
  const auto rows = page->findChildren<ui::ProgressRow*>();
  return std::any_of(rows.begin(), rows.end(), [](const ui::ProgressRow* row) { return row->isVisible(); });
}

}  // namespace

class TestWizard : public QObject {
  Q_OBJECT

  static ui::TrainPage& trainPage(tests::StudioKit& kit) { return *qobject_cast<ui::TrainPage*>(kit.window().page("train")); }

 private Q_SLOTS:
  void aModelThatCannotBeReadKeepsOneThere() {
    tests::StudioKit kit({.script = allBut<engine::InspectModelJob>()});
    QVERIFY(kit.openSet());
    kit.window().go("train");
    auto* next = kit.find<QAbstractButton>("train.next");
    kit.session().openModel(kit.folder.path());
    QVERIFY(!next->isEnabled());                     // it is being read
    engine::JobFinished outcome;
    outcome.result = engine::Result::failed;
    outcome.code = "model.no_config";
    outcome.message = phrase("[inspect] config.json: there is no such file");
    kit.engine->say(kit.engine->jobs.size(), outcome);
    QVERIFY(QTest::qWaitFor([&] { return kit.session().modelFault().has_value(); }));
    QVERIFY(!next->isEnabled());
    QVERIFY(has(trainPage(kit).draft().faults(), "model.unreadable"));
    bool said = false;
    for (const QLabel* label : trainPage(kit).findChildren<QLabel*>()) said |= label->isVisible() && label->text().contains("config.json: there is no such file");
    QVERIFY(said);
    QVERIFY(!kit.action(Command::startRun)->isEnabled());
  }

  void anAdapterIsAFaultOfTheRun() {
    tests::StudioKit kit({.script = allBut<engine::InspectModelJob>()});
    QVERIFY(kit.openSet());
    kit.session().openModel(kit.folder.path());
    engine::ModelInspected adapter = tests::fakeModel(kit.folder.path().toStdString());
    adapter.kind = "adapter";
    kit.engine->say(kit.engine->jobs.size(), adapter);
    QVERIFY(QTest::qWaitFor([&] { return kit.session().modelInfo().has_value(); }));
    QVERIFY(has(trainPage(kit).draft().faults(), "model.adapter"));
    QVERIFY(!trainPage(kit).draft().start());
  }

  void questionsOfEveryFormatAreProposed() {
    const std::pair<const char*, std::vector<std::string>> sets[] = {
        {R"({"prompt":"p","completion":"a"})", {"p"}},
        {R"({"query":"q","response":"a"})", {"q"}},
        {R"({"prompt":[{"role":"user","content":"turn"}],"chosen":"a","rejected":"b"})", {"turn"}},
        {R"({"messages":[{"role":"user","content":[{"type":"text","text":"part"}]},{"role":"assistant","content":"a"}]})", {"part"}},
        {R"({"text":"t"})", {}}};
    tests::StudioKit kit;
    int number = 0;
    for (const auto& [record, prompts] : sets) {
      const std::string name = "set" + std::to_string(++number) + ".jsonl";
      kit.openSet(std::string(record) + "\n", name);
      QVERIFY(QTest::qWaitFor([&] { return kit.session().records() && kit.session().records()->name().toStdString() == name; }));
      QCOMPARE(kit.session().draft().samples.prompts, prompts);
    }
  }

  void whatCannotBeReadKeepsTheRunFromStarting() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    ui::TrainPage& page = trainPage(kit);
    QVERIFY(QTest::qWaitFor([&] { return page.draft().report().has_value(); }));
    kit.window().go("train");
    page.goTo(3);
    auto* epochs = kit.find<QLineEdit>("option.train.epochs");
    epochs->selectAll();
    QTest::keyClicks(epochs, "many");
    auto* next = kit.find<QAbstractButton>("train.next");
    QVERIFY(!next->isEnabled());
    page.goTo(4);
    QVERIFY(!next->isEnabled());
    QVERIFY(!kit.action(Command::startRun)->isEnabled());
    QVERIFY(!page.draft().start());
    page.goTo(1);                                    // another form does not make it forgotten
    kit.find<QSpinBox>("option.data.max_tokens")->setValue(512);
    QVERIFY(!page.draft().faults().empty());
    page.goTo(3);
    QCOMPARE(epochs->text(), QString("many"));
    epochs->selectAll();
    QTest::keyClicks(epochs, "2");
    QVERIFY(page.draft().faults().empty());
    QCOMPARE(page.draft().config().train.epochs, 2.0);
    QCOMPARE(page.draft().config().data.max_tokens, 512);
    QVERIFY(next->isEnabled());
  }

  void badOptionsOfAComparisonAreNamedAndNotUsed() {
    tests::StudioKit kit;
    kit.window().go("compare");
    kit.find<QWidget>("compare.options")->show();
    auto* temperature = kit.find<QLineEdit>("option.temperature");
    temperature->selectAll();
    QTest::keyClicks(temperature, "warm");
    QCOMPARE(temperature->property("fault").toBool(), true);
    temperature->selectAll();
    QTest::keyClicks(temperature, "0.5");
    QCOMPARE(temperature->property("fault").toBool(), false);
  }

  void theCheckShowsHowFarItIsAndCanBeCancelled() {
    tests::StudioKit kit({.script = allBut<engine::CheckDataJob>()});
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    kit.window().go("data");
    QWidget* page = kit.window().page("data");
    QVERIFY(!isRowVisible(page));
    kit.action(Command::checkRecords)->trigger();
    QVERIFY(QTest::qWaitFor([&] { return isRowVisible(page); }));
    auto& desk = qobject_cast<ui::DataPage*>(page)->desk();
    QVERIFY(QTest::qWaitFor([&] { return idsOf<engine::CheckDataJob>(*kit.engine).size() == 2; }));      // the run's and this one
    const auto id = idsOf<engine::CheckDataJob>(*kit.engine).back();
    QVERIFY(desk.checking());
    kit.engine->say(id, engine::Progress{phrase(LATHE_TR("Checking the records")), 30, 40, 75.0});
    auto* row = page->findChild<ui::ProgressRow*>();
    QVERIFY(QTest::qWaitFor([&] { return row->findChild<QProgressBar*>()->value() == 750; }));
    bool left = false;
    for (const QLabel* label : row->findChildren<QLabel*>()) left |= label->text().contains("1 min 15 s");
    QVERIFY(left);
    QTest::mouseClick(row->findChild<QAbstractButton*>("progress.cancel"), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return !isRowVisible(page); }));
    QCOMPARE(kit.engine->cancelled.back(), id);
  }

  void readingWeightsIsShownOnCompare() {
    tests::StudioKit kit;
    kit.window().go("compare");
    auto& desk = qobject_cast<ui::ComparePage*>(kit.window().page("compare"))->desk();
    ui::ComparePair pair;
    pair.base = "/models/base";
    desk.ask(pair, {}, {"Who are you?"}, {}, {});
    auto* row = kit.window().page("compare")->findChild<ui::ProgressRow*>();
    QVERIFY(QTest::qWaitFor([&] { return !row->isHidden(); }));
    kit.engine->say(kit.engine->jobs.size(), engine::Progress{phrase(LATHE_TR("Reading weights")), 1, 2, {}});
    QVERIFY(QTest::qWaitFor([&] { return row->findChild<QProgressBar*>()->value() == 500; }));
    row->cancelled();
    QVERIFY(QTest::qWaitFor([&] { return row->isHidden() && !desk.busy(); }));
  }

  void openingIsShownAndCanBeLetGo() {
    tests::StudioKit kit;
    std::ofstream(kit.folder.path().toStdString() + "/set.jsonl") << tests::StudioKit::kAlpaca;
    kit.studio->context().background.run(this, [] { return QThread::msleep(800), 0; }, [](int) {});      // a slow disk
    kit.session().openRecords(kit.folder.path() + "/set.jsonl");
    QVERIFY(QTest::qWaitFor([&] { return isRowVisible(&kit.window()); }, 700));
    kit.session().cancelLoading();
    QVERIFY(!isRowVisible(&kit.window()));
    QTest::qWait(900);
    QVERIFY(!kit.session().records());
  }

  // Rows are gone through faster than they are shown, and a run's name has nothing to do with tokens.
  void tokensAreAskedForOnlyWhenTheyMayHaveChanged() {
    tests::StudioKit kit({.script = allBut<engine::ShowTokensJob>()});
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    kit.window().go("data");
    auto& desk = qobject_cast<ui::DataPage*>(kit.window().page("data"))->desk();
    desk.showTokens(0);
    const auto first = kit.engine->jobs.size();
    desk.showTokens(1);
    QCOMPARE(kit.engine->cancelled.back(), first);
    const size_t before = idsOf<engine::ShowTokensJob>(*kit.engine).size();
    trainPage(kit).draft().setName("another");
    QCOMPARE(idsOf<engine::ShowTokensJob>(*kit.engine).size(), before);
    Json document = trainPage(kit).draft().document();
    document["data"]["max_tokens"] = 64;
    trainPage(kit).draft().setDocument(document);
    QCOMPARE(idsOf<engine::ShowTokensJob>(*kit.engine).size(), before + 1);
  }

  void theCheckWaitsForAPauseInChangingOptions() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    ui::RunDraft& draft = trainPage(kit).draft();
    QVERIFY(QTest::qWaitFor([&] { return draft.report().has_value(); }));
    const size_t before = idsOf<engine::CheckDataJob>(*kit.engine).size();
    for (const int most : {64, 65, 66}) {
      Json document = draft.document();
      document["data"]["max_tokens"] = most;
      draft.setDocument(document);
      QVERIFY(!draft.report() && draft.checking());
      QTest::qWait(50);
    }
    QCOMPARE(idsOf<engine::CheckDataJob>(*kit.engine).size(), before);
    QVERIFY(QTest::qWaitFor([&] { return draft.report().has_value(); }));
    const auto ids = idsOf<engine::CheckDataJob>(*kit.engine);
    QCOMPARE(ids.size(), before + 1);
    QCOMPARE(std::get<engine::CheckDataJob>(kit.engine->jobs[ids.back() - 1]).data.max_tokens, 66);
  }

  void aCheckUnderOtherOptionsIsNotTaken() {
    tests::StudioKit kit({.script = allBut<engine::CheckDataJob>()});
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    auto& desk = qobject_cast<ui::DataPage*>(kit.window().page("data"))->desk();
    desk.check();
    QVERIFY(QTest::qWaitFor([&] { return idsOf<engine::CheckDataJob>(*kit.engine).size() == 2; }));
    const auto id = idsOf<engine::CheckDataJob>(*kit.engine).back();
    Json document = trainPage(kit).draft().document();
    document["data"]["max_tokens"] = 64;
    trainPage(kit).draft().setDocument(document);
    QVERIFY(!desk.checking());
    engine::DataChecked late;
    late.report.counts.records = 3;
    kit.engine->say(id, late);
    QTest::qWait(50);
    QVERIFY(!desk.table().facts().report());
  }
};

LATHE_TEST(TestWizard)
#include "test_wizard.moc"
