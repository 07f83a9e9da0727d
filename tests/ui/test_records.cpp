#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <fstream>

#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/models/comparison_model.h"
#include "ui/models/issue_list_model.h"
#include "ui/models/metrics_table_model.h"
#include "ui/models/record_filter_model.h"
#include "ui/models/record_table_model.h"
#include "ui/models/recent_model.h"
#include "ui/models/run_list_model.h"

using namespace lathe;
using Fatal = QAbstractItemModelTester;

class TestRecords : public QObject {
  Q_OBJECT
  std::unique_ptr<QTemporaryDir> folder_;
  std::filesystem::path file_;

  std::unique_ptr<ui::RecordsDocument> open() {
    const auto journal = std::filesystem::path(folder_->path().toStdString()) / "journal";
    return std::make_unique<ui::RecordsDocument>(std::make_unique<data::RecordSet>(file_, journal, real_file_system()));
  }

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    file_ = std::filesystem::path(folder_->path().toStdString()) / "set.jsonl";
    std::ofstream(file_) << tests::StudioKit::kAlpaca;
  }

  void everyEditIsANamedStepThatCanBeTakenBack() {
    auto document = open();
    const Json first = document->value(0);
    Json changed = first;
    changed["output"] = "other";
    document->replace(0, changed, "output");
    QCOMPARE(document->history().undoText(), QString("edit of output in record 1"));
    document->duplicate(0);
    document->remove(2);
    QCOMPARE(document->size(), 3);
    QVERIFY(document->modified());
    for (int i = 0; i < 3; ++i) document->undo();
    QVERIFY(document->value(0) == first);
    QVERIFY(!document->modified());
    for (int i = 0; i < 3; ++i) document->redo();
    QVERIFY(document->value(1) == changed);
  }

  void editsAreThereAgainAfterTheWindowIsGone() {
    {
      auto document = open();
      document->remove(0);
      document->insert(0, Json{{"instruction", "new"}, {"output", "record"}});
    }
    auto again = open();
    QCOMPARE(again->value(0)["instruction"].get<std::string>(), std::string("new"));
    QVERIFY(again->modified());
    QVERIFY(!again->set().notice().empty());
  }

  void theTableFollowsEveryEdit() {
    ui::Theme theme;
    auto document = open();
    ui::RecordTableModel table(theme);
    ui::RecordFilterModel filter(table);
    QAbstractItemModelTester table_tester(&table, Fatal::FailureReportingMode::Fatal);
    QAbstractItemModelTester filter_tester(&filter, Fatal::FailureReportingMode::Fatal);
    table.setDocument(document.get());
    table.setCounting(true);
    document->duplicate(1);
    document->remove(0);
    document->insert(0, Json{{"instruction", "first"}, {"output", "now"}});
    document->replace(0, Json{{"instruction", "changed"}, {"output", "now"}});
    while (document->history().canUndo()) document->undo();
    while (document->history().canRedo()) document->redo();
    QCOMPARE(filter.rowCount(), document->size());
    QCOMPARE(table.index(0, 0).data().toString(), QString("changed"));
    table.setDocument(nullptr);
    QCOMPARE(table.rowCount(), 0);
  }

  void searchFindsWordsAndExpressions() {
    ui::Theme theme;
    auto document = open();
    ui::RecordTableModel table(theme);
    ui::RecordFilterModel filter(table);
    table.setDocument(document.get());
    const auto found = [&](const QString& text) {
      ui::RecordSearch search;
      if (!ui::RecordSearch::read(text, search)) return -1;
      filter.search(search);
      const int rows = filter.rowCount();
      filter.search(search, ui::findHits(document->set().records(), search, {}));      // the same when another thread has looked
      return rows == filter.rowCount() ? rows : -2;
    };
    QCOMPARE(found("CREW"), 1);
    QCOMPARE(found("/who|你是/"), 2);
    QCOMPARE(found("/(/"), -1);
    QCOMPARE(found(""), 3);
    QCOMPARE(found("crew"), 1);
    document->remove(2);                             // what was known moves with its record
    QCOMPARE(filter.rowCount(), 0);
    document->undo();
    QCOMPARE(filter.rowCount(), 1);
    document->replace(0, Json{{"instruction", "crew"}, {"output", "now"}});
    QCOMPARE(filter.rowCount(), 2);
  }

  void searchSeesEveryTextOfARecord_data() {
    QTest::addColumn<QString>("record");
    QTest::newRow("text") << R"({"text":"needle"})";
    QTest::newRow("prompt") << R"({"prompt":"a needle","completion":"a"})";
    QTest::newRow("completion") << R"({"prompt":"a","completion":"a needle"})";
    QTest::newRow("chosen") << R"({"prompt":"a","chosen":"needle","rejected":"b"})";
    QTest::newRow("rejected turns") << R"({"prompt":"a","chosen":[],"rejected":[{"role":"assistant","content":"needle"}]})";
    QTest::newRow("query") << R"({"query":"needle","response":"b"})";
    QTest::newRow("response") << R"({"query":"a","response":"needle"})";
    QTest::newRow("label") << R"({"text":"a","label":"needle"})";
    QTest::newRow("number") << R"({"text":"a","label":"needle","n":77})";
    QTest::newRow("part") << R"({"messages":[{"role":"user","content":[{"type":"text","text":"needle"}]}]})";
    QTest::newRow("tool call") << R"({"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"needle"}}]}]})";
  }
  void searchSeesEveryTextOfARecord() {
    QFETCH(QString, record);
    const Json value = Json::parse(record.toStdString());
    ui::RecordSearch search;
    QVERIFY(ui::RecordSearch::read("Needle", search));
    QVERIFY(search.fits(value));
    QVERIFY(ui::RecordSearch::read("assistant", search));
    QVERIFY(!search.fits(value));                    // who speaks is no text
    if (value.contains("n")) QVERIFY(ui::RecordSearch::read("77", search) && search.fits(value));
  }

  void problemsFilterTheRowsAndFollowEdits() {
    ui::Theme theme;
    auto document = open();
    ui::RecordTableModel table(theme);
    ui::RecordFilterModel filter(table);
    table.setDocument(document.get());
    data::AuditReport report;
    report.issues = {{"set.jsonl", 2, "output", phrase("is empty"), "data.empty_field"}, {"set.jsonl", 3, "", phrase("twice"), "data.duplicate"}};
    table.facts().setReport(report);
    filter.setProblem("*");
    QCOMPARE(filter.rowCount(), 2);
    filter.setProblem("data.duplicate");
    QCOMPARE(filter.rowCount(), 1);
    document->remove(0);                             // every record moves up by one
    filter.setProblem("data.duplicate");
    QCOMPARE(filter.mapToSource(filter.index(0, 0)).row(), 1);
  }

  void otherModelsKeepTheRules() {
    ui::RunListModel runs;
    ui::RecentModel recent;
    ui::IssueListModel issues;
    ui::MetricsTableModel metrics;
    ui::ComparisonModel answers;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
    for (QAbstractItemModel* model : std::initializer_list<QAbstractItemModel*>{&runs, &recent, &issues, &metrics, &answers})
      testers.push_back(std::make_unique<QAbstractItemModelTester>(model, Fatal::FailureReportingMode::Fatal));
    runs.show({ui::ShelvedRun{}, ui::ShelvedRun{}});
    recent.show({{"/nowhere/model", true, false, 0}, {folder_->path(), true, true, 10}});
    QVERIFY(!recent.flags(recent.index(0, 0)).testFlag(Qt::ItemIsEnabled));
    issues.show({{"f", 3, "output", phrase("is empty"), "data.empty"}});
    issues.follow(1, 1);
    QCOMPARE(issues.recordRow(0), 3);
    issues.follow(0, -1);
    QCOMPARE(issues.recordRow(0), 2);
    issues.follow(2, -1);
    QCOMPARE(issues.rowCount(), 0);
    issues.show({{"f", 3, "output", phrase("is empty"), "data.empty"}});
    runs::RunHistory history;
    for (int64_t step = 1; step <= 5; ++step) {
      history.steps.push_back({.step = step, .loss = 1.0});
      metrics.show(history, step > 1);
    }
    QCOMPARE(metrics.rowCount(), 5);
    answers.add({"", "q", {"", true, false, {}}, {"", true, false, {}}});
    answers.addPiece(0, {0, engine::Side::before, "par"});
    answers.addPiece(0, {0, engine::Side::before, "tly"});
    QCOMPARE(answers.at(0).before.text, QString("partly"));
    answers.endAll();
  }
};

LATHE_TEST(TestRecords)
#include "test_records.moc"
