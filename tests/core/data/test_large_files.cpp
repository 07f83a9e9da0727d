#include <fstream>

#include "core/data/record_source.h"
#include "tests/core/data/cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;

// Large files are walked, not held. tests/bench/make_large_records.py makes the ones that this stands for.
class TestLargeFiles : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void memoryStaysSmallWhateverTheSize_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("between");
    QTest::newRow("lines") << "lines.jsonl" << "\n";
    QTest::newRow("array") << "array.json" << ",\n";
    QTest::newRow("array on one line") << "line.json" << ", ";
    QTest::newRow("table") << "table.csv" << "\n";
    QTest::newRow("text") << "text.txt" << "\n\n";
  }
  void memoryStaysSmallWhateverTheSize() {
    QFETCH(QString, name);
    QFETCH(QString, between);
    constexpr int64_t kRecords = 60000;
    const std::filesystem::path file = folder_ / name.toStdString();
    {
      std::ofstream out(file, std::ios::binary);
      out << (name.endsWith("json") ? "[" : name.endsWith("csv") ? "text\n" : "");
      const std::string padding(2000, 'x');
      for (int64_t i = 0; i < kRecords; ++i) {
        const std::string text = padding + std::to_string(i);
        out << (i == 0 ? "" : between.toStdString()) << (name.contains("json") ? "{\"text\": \"" + text + "\"}" : text);
      }
      out << (name.endsWith("json") ? "]" : "\n");
    }
    if (!reset_peak()) QSKIP("the system does not let a process reset its peak of memory");
    const int64_t before = peak_bytes();
    RecordSource source(file, {});
    std::vector<Issue> issues;
    int64_t count = 0;
    for (bool more = true; more;) {
      std::vector<Record> records;
      more = source.read(1024, records, issues);
      count += static_cast<int64_t>(records.size());
    }
    QCOMPARE(count, kRecords);
    QVERIFY(issues.empty());
    const int64_t grown = peak_bytes() - before;
    QVERIFY2(grown < (int64_t{48} << 20), std::to_string(grown).c_str());
    std::filesystem::remove(file);
  }

  void aCheckHoldsNeitherRecordsNorEveryRepeat() {
    constexpr int64_t kRecords = 300000;
    const std::filesystem::path file = folder_ / "equal.jsonl";
    {
      std::ofstream out(file, std::ios::binary);
      for (int64_t i = 0; i < kRecords; ++i) out << "{\"text\": \"a\", \"note\": \"" << std::string(100, 'n') << "\"}\n";
    }
    config::DataConfig options;
    options.path = file.string();
    if (!reset_peak()) QSKIP("the system does not let a process reset its peak of memory");
    const int64_t before = peak_bytes();
    const AuditReport report = audit_file({"equal.jsonl", *words_.tokenizer, *words_.chat_template, options});
    const int64_t grown = peak_bytes() - before;
    QCOMPARE(report.counts.records, kRecords);
    QCOMPARE(report.counts.duplicates, kRecords - 1);
    QCOMPARE(report.issues.back().code, std::string("data.not_listed"));
    QVERIFY2(grown < (int64_t{144} << 20), std::to_string(grown).c_str());
    std::filesystem::remove(file);
  }

  void aStreamedCheckSaysTheSame_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"faulty.jsonl", "harbour_reviews.csv", "harbour_notes.txt", "harbour_pairs.jsonl", "identity_en_zh.json"}) QTest::newRow(file) << file;
  }
  void aStreamedCheckSaysTheSame() {
    QFETCH(QString, file);
    const auto path = tests::sample(file.toStdString());
    config::DataConfig options;
    options.path = path.string();
    const Json at_once = to_json(tests::audited(words_, path).report);
    const Json streamed = to_json(audit_file({std::filesystem::path(options.path).filename().string(), *words_.tokenizer, *words_.chat_template, options}));
    QCOMPARE(streamed.dump(1), at_once.dump(1));
  }

 private:
  static bool reset_peak() { return static_cast<bool>(std::ofstream("/proc/self/clear_refs") << "5" << std::flush); }
  static int64_t peak_bytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6)) << 10;
    return 0;
  }
  tests::Folder folder_;
  tests::Words words_ = tests::words_of("bpe_tokenizer");
};

LATHE_TEST(TestLargeFiles)
#include "test_large_files.moc"
