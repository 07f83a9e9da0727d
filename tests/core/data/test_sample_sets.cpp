#include "tests/core/data/cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;

// The sets in datasets/samples; the faults of faulty.jsonl are listed in the README beside it.
class TestSampleSets : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void goodSetsHaveNoIssue_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("format");
    QTest::newRow("identity") << "identity_en_zh.json" << "alpaca";
    QTest::newRow("chats") << "harbour_chats.jsonl" << "messages";
    QTest::newRow("sharegpt") << "harbour_sharegpt.json" << "sharegpt";
  }
  void goodSetsHaveNoIssue() {
    QFETCH(QString, file);
    QFETCH(QString, format);
    const AuditedSet set = tests::audited(words_, tests::sample(file.toStdString()));
    QCOMPARE(set.report.format, format.toStdString());
    QCOMPARE(tests::joined(tests::in_short(set.report.issues)), std::string());
    QCOMPARE(set.report.counts.usable, set.report.counts.records);
    QVERIFY(set.report.counts.records >= 10);
  }

  void everyPlantedFaultIsFoundAtItsLine() {
    const AuditedSet set = tests::audited(words_, tests::sample("faulty.jsonl"));
    QCOMPARE(tests::joined(tests::in_short(set.report.issues)),
             std::string("3 data.bad_json\n4 messages data.wrong_type\n5 messages[0].content data.wrong_type\n6 messages[0] data.bad_turns\n7 messages[1] data.empty_field\n"
                         "8 messages[1] data.empty_field\n9 data.duplicate\n10 messages[0].role data.bad_role\n11 messages[0] data.bad_turns\n12 messages[1] data.bad_turns\n"
                         "13 data.not_utf8\n14 messages data.empty_field\n15 messages data.missing_field\n16 data.too_long\n17 data.control_token\n18 data.frame\n19 data.not_object\n"
                         "20 data.bad_json\n21 messages[0].content data.missing_field\n22 messages[2] data.bad_turns\n23 data.contradiction\n24 data.bad_json\n25 data.duplicate\n27 data.torn\n"));
    std::vector<int64_t> used;
    for (const Sample& sample : set.samples) used.push_back(sample.record);
    QCOMPARE(set.report.counts.usable, int64_t{7});      // lines 1, 2, 9, 17, 23, 25, 26
    QCOMPARE(set.report.counts.unreadable + set.report.counts.empty + set.report.counts.dropped_too_long, int64_t{19});
  }

 private:
  tests::Words words_ = tests::words_of("bpe_tokenizer");
};

LATHE_TEST(TestSampleSets)
#include "test_sample_sets.moc"
