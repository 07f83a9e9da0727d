#include "core/data/parquet_file.h"
#include "tests/core/data/cases.h"
#include "tests/support/files.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;

class TestParquet : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void rowsEqualTheJsonLinesTheyWereMadeOf_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"harbour_reviews", "harbour_chats"}) QTest::newRow(name) << name;
  }
  void rowsEqualTheJsonLinesTheyWereMadeOf() {
    QFETCH(QString, name);
    if (!has_parquet()) QSKIP("built without Parquet");
    const RecordFile rows = read_records(tests::sample(name.toStdString() + ".parquet")), lines = read_records(tests::sample(name.toStdString() + ".jsonl"));
    QVERIFY(rows.issues.empty());
    QCOMPARE(rows.notes.size(), size_t{1});
    QCOMPARE(rows.records.size(), lines.records.size());
    for (size_t i = 0; i < lines.records.size(); ++i) {
      QCOMPARE(rows.records[i].value.dump(), lines.records[i].value.dump());
      QCOMPARE(rows.records[i].line, static_cast<int64_t>(i + 1));
    }
  }

  void damagedFilesAreRefusedInOneSentence() {
    const std::string whole = tests::bytes_of(tests::sample("harbour_chats.parquet"));
    std::string hollow = whole;
    std::fill(hollow.begin() + 20, hollow.end() - 600, '\xA5');
    for (const std::string& bytes : {whole.substr(0, whole.size() / 2), std::string("PAR1"), hollow}) {
      try {
        read_records(folder_.write("bad.parquet", bytes));
        QFAIL("read");
      } catch (const Error& error) {
        QCOMPARE(error.code, std::string(has_parquet() ? "data.bad_parquet" : "data.no_parquet"));
        QVERIFY(!error.hint.empty());
      }
    }
  }

  void whatJsonCannotHoldIsRefusedByName() {
    if (!has_parquet()) QSKIP("built without Parquet");
    for (const auto& [name, words] : {std::pair("doubled_name.parquet", "two columns are called text"), std::pair("only_bytes.parquet", "none of its columns has a JSON form")}) {
      try {
        read_records(tests::fixture("parquet") / name);
        QFAIL(name);
      } catch (const Error& error) {
        QCOMPARE(error.code, std::string("data.bad_parquet"));
        QVERIFY2(error.message.str().find(words) != std::string::npos, error.what());
      }
    }
  }

  void aRowThatIsNotUtf8IsAnIssue() {
    if (!has_parquet()) QSKIP("built without Parquet");
    const RecordFile rows = read_records(tests::fixture("parquet") / "not_utf8.parquet");
    QCOMPARE(rows.records.size(), size_t{1});
    QCOMPARE(rows.records[0].value.dump(), std::string("{\"text\":\"fine\"}"));
    QCOMPARE(tests::joined(tests::in_short(rows.issues)), std::string("2 data.not_utf8\n"));
  }

  void columnsWithoutAJsonFormAreLeftOutByName() {
    if (!has_parquet()) QSKIP("built without Parquet");
    const RecordFile rows = read_records(tests::fixture("parquet") / "pictures.parquet");
    QVERIFY(rows.issues.empty());
    QCOMPARE(rows.records.size(), size_t{2});
    QCOMPARE(rows.records[1].value.dump(), std::string("{\"text\":\"b\"}"));
    QCOMPARE(rows.notes.size(), size_t{2});
    QVERIFY(rows.notes[1].str().ends_with(": picture, thumbnail"));
  }

 private:
  tests::Folder folder_;
};

LATHE_TEST(TestParquet)
#include "test_parquet.moc"
