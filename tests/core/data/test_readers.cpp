#include <QElapsedTimer>

#include "core/base/rng.h"
#include "core/data/record.h"
#include "core/data/scan.h"
#include "tests/core/data/cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;

class TestReaders : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void layoutsAreToldByContent_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("lines");
    QTest::addColumn<bool>("array");
    QTest::newRow("lines") << QByteArray("{\"a\": 1}\n{\"a\": 2}\n") << "1 2" << false;
    QTest::newRow("no last newline") << QByteArray("{\"a\": 1}\n{\"a\": 2}") << "1 2" << false;
    QTest::newRow("CRLF") << QByteArray("{\"a\": 1}\r\n{\"a\": 2}\r\n") << "1 2" << false;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{\"a\": 1}\n{\"a\": 2}\n") << "1 2" << false;
    QTest::newRow("array") << QByteArray("[\n  {\"a\": 1},\n  {\n    \"a\": 2\n  },\n  {\"a\": 3}\n]\n") << "2 3 6" << true;
    QTest::newRow("array on one line") << QByteArray("[{\"a\": 1}, {\"a\": 2}]") << "1 1" << true;
    QTest::newRow("array with mark and CRLF") << QByteArray("\xEF\xBB\xBF[\r\n{\"a\": 1},\r\n{\"a\": 2}\r\n]") << "2 3" << true;
    QTest::newRow("wrapped") << QByteArray("{\"version\": [1, 2], \"data\": [\n{\"a\": 1},\n{\"a\": 2}], \"x\": {}}") << "2 3" << true;
    QTest::newRow("wrapped, cut off") << QByteArray("{\"data\": [\n{\"a\": 1},\n{\"a\": 2},") << "2 3" << true;
    QTest::newRow("one object over lines") << QByteArray("\n{\n \"a\": 1\n}\n") << "2" << false;
    QTest::newRow("brackets and quotes in texts") << QByteArray("[{\"a\": \"]}\\\"{\"},\n{\"a\": \"\\\\\"}]") << "1 2" << true;
    QTest::newRow("empty array") << QByteArray("[]") << "" << true;
    QTest::newRow("empty") << QByteArray("") << "" << false;
    QTest::newRow("blanks") << QByteArray(" \n \n") << "" << false;
  }
  void layoutsAreToldByContent() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, lines);
    QFETCH(bool, array);
    const RecordFile file = read(bytes.toStdString());
    QCOMPARE(lines_of(file), lines.toStdString());
    QCOMPARE(file.layout == Layout::json_array, array);
    QCOMPARE(file.byte_order_mark, bytes.startsWith("\xEF\xBB\xBF"));
  }

  void faultsAreNamedAndTheRestIsUsed_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("issues");
    QTest::newRow("broken line") << QByteArray("{\"a\": 1}\n{\"a\": }\n{\"a\": 3}\n") << "1 3" << "2 data.bad_json";
    QTest::newRow("torn last line") << QByteArray("{\"a\": 1}\n{\"a\": 2}\n{\"a\": \"x") << "1 2" << "3 data.torn";
    QTest::newRow("broken first line") << QByteArray("{\"a\": \"x\n{\"a\": 2}\n") << "2" << "1 data.bad_json";
    QTest::newRow("not an object") << QByteArray("{\"a\": 1}\n[1]\n\"x\"\n7\n") << "1" << "2 data.not_object|3 data.not_object|4 data.not_object";
    QTest::newRow("not UTF-8") << QByteArray("{\"a\": 1}\n{\"a\": \"caf\xE9\"}\n{\"a\": 3}\n") << "1 3" << "2 data.not_utf8";
    QTest::newRow("lone surrogate") << QByteArray("{\"a\": \"\\ud83d\"}\n{\"a\": 2}\n") << "2" << "1 data.bad_json";
    QTest::newRow("duplicate key") << QByteArray("{\"a\": 1, \"a\": 2}\n{\"a\": 2}\n") << "2" << "1 data.bad_json";
    QTest::newRow("empty lines") << QByteArray("{\"a\": 1}\n\n\n{\"a\": 2}\n\n") << "1 4" << "2 data.frame";
    QTest::newRow("torn array") << QByteArray("[\n {\"a\": 1},\n {\"a\": \"x") << "2" << "3 data.torn|3 data.frame";
    QTest::newRow("array cut between records") << QByteArray("[\n {\"a\": 1},\n {\"a\": 2}") << "2 3" << "3 data.frame";
    QTest::newRow("quote missing in an array") << QByteArray("[\n {\"a\": \"x},\n {\"a\": 2},\n {\"a\": 3}\n]") << "3 4" << "2 data.bad_json";
    QTest::newRow("quote missing in a wide array") << QByteArray("[\n {\n  \"a\": \"x,\n  \"b\": {\n   \"c\": 1}\n },\n {\n  \"a\": 2\n }\n]") << "7" << "2 data.bad_json";
    QTest::newRow("comma missing") << QByteArray("[\n {\"a\": 1}\n {\"a\": 2}\n]") << "2 3" << "3 data.frame";
    QTest::newRow("comma too many") << QByteArray("[\n {\"a\": 1},\n]") << "2" << "2 data.frame";
    QTest::newRow("broken element") << QByteArray("[{\"a\": 1}, {\"a\": }, {\"a\": 3}]") << "1 1" << "1 data.bad_json";
    QTest::newRow("bare words") << QByteArray("[\n {\"a\": 1},\n xyz,\n {\"a\": 2}\n]") << "2 4" << "3 data.bad_json";
  }
  void faultsAreNamedAndTheRestIsUsed() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, lines);
    QFETCH(QString, issues);
    const RecordFile file = read(bytes.toStdString());
    QCOMPARE(lines_of(file), lines.toStdString());
    QCOMPARE(QString::fromStdString(tests::joined(tests::in_short(file.issues))).trimmed().replace("\n", "|"), issues);
    for (const Issue& issue : file.issues) QVERIFY(issue.str().starts_with("set.json, line ") && !issue.reason.empty());
  }

  void otherFilesAreRefusedInOneSentence_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::newRow("CSV") << QByteArray("instruction,output\na,b\n") << "data.not_json";
    QTest::newRow("plain text") << QByteArray("Once upon a time\n") << "data.not_json";
    QTest::newRow("binary") << QByteArray("PK\x03\x04\0\0", 6) << "data.not_json";
  }
  void otherFilesAreRefusedInOneSentence() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    try {
      read(bytes.toStdString());
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.code, code.toStdString());
      QVERIFY(!error.hint.empty());
    }
  }

  void deepAndLargeRecordsAreIssues() {
    const RecordFile file = read("{\"a\": " + std::string(70, '[') + std::string(70, ']') + "}\n{\"a\": 2}\n");
    QCOMPARE(tests::joined(tests::in_short(file.issues)), std::string("1 data.bad_json\n"));
    QCOMPARE(file.records.size(), size_t{1});
  }

  void elementsThatNeverCloseAreEachListed_data() {
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("cut off") << QByteArray();
    QTest::newRow("a quote left open") << QByteArray("\"x\n");
    QTest::newRow("closed, with more behind") << QByteArray("  ]} x\n").repeated(100000);
  }
  void elementsThatNeverCloseAreEachListed() {
    QFETCH(QByteArray, after);
    constexpr size_t kElements = 100000;
    const std::string bytes = "[\n" + QByteArray("  {\"a\":[\n").repeated(static_cast<int>(kElements)).toStdString() + after.toStdString();
    QElapsedTimer timer;
    timer.start();
    const RecordFile file = read(bytes);
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(file.records.empty());
    QCOMPARE(file.issues.size(), kElements + 1);      // and the closing bracket of the list
    for (size_t i = 0; i < kElements; ++i) QCOMPARE(file.issues[i].line, static_cast<int64_t>(i + 2));
  }

  void readingCanBeStopped() {
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(read_records(folder_.write("set.json", "{\"a\": 1}\n"), source.get_token()), Cancelled);
    QVERIFY_EXCEPTION_THROWN(read_records(folder_ / "absent.json"), Error);
  }

  // Whatever a file holds, reading ends with records and issues or with one Error.
  void damagedFilesNeverCrash() {
    const std::string lines = "{\"a\": \"x\\u00e9\", \"b\": [1, {\"c\": null}]}\n{\"a\": 2}\n{\"a\": \"\xE4\xB8\xAD\"}\n";
    const std::string array = "[\n  {\n    \"a\": \"x\"\n  },\n  {\n    \"a\": [1, 2]\n  }\n]\n", wrapped = "{\"data\": " + array + "}";
    CounterRng rng(3, 9);
    for (const std::string& whole : {lines, array, wrapped}) {
      for (size_t length = 0; length <= whole.size(); ++length) survives(whole.substr(0, length));
      for (int round = 0; round < 3000; ++round) {
        std::string changed = whole;
        for (int i = 0; i < 2; ++i) changed[rng.below(changed.size())] = "{}[]\",:\n\\ \xFF"[rng.below(11)];
        survives(changed);
      }
    }
  }

 private:
  RecordFile read(const std::string& bytes) { return read_records(folder_.write("set.json", bytes)); }
  static void survives(const std::string& bytes) {
    try {
      const Scan scan = scan_records(bytes, "set.json");
      size_t reached = scan.layout == Layout::json_array ? scan.head_end : 0;
      for (const Slice& slice : scan.slices) {
        QVERIFY(slice.begin >= reached && slice.end > slice.begin && slice.end <= bytes.size() && slice.line > 0);
        reached = slice.end;
        Record record;
        std::vector<Issue> issues;
        QVERIFY(parse_slice(bytes, slice, "set.json", record, issues) == issues.empty());
      }
      QVERIFY(scan.tail_begin >= reached);
    } catch (const Error&) {
    }
  }
  static std::string lines_of(const RecordFile& file) {
    std::string out;
    for (const Record& record : file.records) out += (out.empty() ? "" : " ") + std::to_string(record.line);
    return out;
  }
  tests::Folder folder_;
};

LATHE_TEST(TestReaders)
#include "test_readers.moc"
