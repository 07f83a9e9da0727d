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
    QTest::addColumn<int>("records");
    QTest::newRow("identity") << "identity_en_zh.json" << "alpaca" << 78;
    QTest::newRow("chats") << "harbour_chats.jsonl" << "messages" << 24;
    QTest::newRow("sharegpt") << "harbour_sharegpt.json" << "sharegpt" << 10;
    QTest::newRow("questions") << "harbour_questions.jsonl" << "query_response" << 6;
    QTest::newRow("completions") << "harbour_completions.jsonl" << "prompt_completion" << 4;
    QTest::newRow("pairs") << "harbour_pairs.jsonl" << "preference" << 6;
    QTest::newRow("pairs of messages") << "harbour_pairs_messages.jsonl" << "preference" << 4;
    QTest::newRow("pairs of turns") << "harbour_pairs_sharegpt.json" << "preference" << 4;
    QTest::newRow("judged") << "harbour_judged.jsonl" << "kto" << 8;
    QTest::newRow("reviews") << "harbour_reviews.jsonl" << "classification" << 8;
    QTest::newRow("reviews, table") << "harbour_reviews.csv" << "classification" << 8;
    QTest::newRow("sentence pairs") << "harbour_sentences.tsv" << "classification" << 6;
    QTest::newRow("notes") << "harbour_notes.txt" << "text" << 3;
    QTest::newRow("notes, Markdown") << "harbour_notes.md" << "text" << 4;
    QTest::newRow("texts") << "harbour_texts.jsonl" << "text" << 3;
  }
  void goodSetsHaveNoIssue() {
    QFETCH(QString, file);
    QFETCH(QString, format);
    QFETCH(int, records);
    const AuditedSet set = tests::audited(words_, tests::sample(file.toStdString()));
    QCOMPARE(set.report.format, format.toStdString());
    QCOMPARE(tests::joined(tests::in_short(set.report.issues)), std::string());
    QCOMPARE(set.report.counts.usable, set.report.counts.records);
    QCOMPARE(set.report.counts.records, int64_t{records});
    QVERIFY(set.report.counts.tokens > 0);
    QCOMPARE(set.report.counts.learned_tokens > 0, set.report.kind != RecordKind::classification);
  }

  // ChatML as it stands here has no words for tools: that is said, and the turns are used.
  void toolsAreKeptAndWhatIsNotWrittenIsSaid() {
    const RecordFile file = read_records(tests::sample("harbour_tools.jsonl"));
    const FormatSpec& format = *detect_format(file.records, "harbour_tools.jsonl").format;
    QCOMPARE(format.id, std::string("messages"));
    for (const Record& record : file.records) {
      text::Conversation conversation;
      std::vector<Issue> issues;
      QVERIFY(format.to_conversation(record, conversation, issues));
      QVERIFY(issues.empty());
      QVERIFY(conversation.tools == record.value["tools"]);
      QVERIFY(conversation.messages[1].members["tool_calls"] == record.value["messages"][1]["tool_calls"]);
      QVERIFY(conversation.messages[2].members["tool_call_id"] == record.value["messages"][2]["tool_call_id"]);
    }
  }

  void labelsBecomeClassIds() {
    const AuditedSet set = tests::audited(words_, tests::sample("harbour_reviews.jsonl"));
    QCOMPARE(set.report.classes.size(), size_t{2});
    QCOMPARE(set.report.classes[0].name, std::string("bad"));
    QCOMPARE(set.report.classes[1].records, int64_t{4});
    for (size_t i = 0; i < set.samples.size(); ++i) QCOMPARE(set.samples[i].class_id, i % 2 == 0 ? 1 : 0);
  }

  void bothSidesOfAPairAreBuilt() {
    const AuditedSet set = tests::audited(words_, tests::sample("harbour_pairs_sharegpt.json"));
    QCOMPARE(set.samples.size(), set.rejected.size());
    for (size_t i = 0; i < set.samples.size(); ++i) {
      QCOMPARE(set.samples[i].line, set.rejected[i].line);
      QVERIFY(set.samples[i].line > 0 && set.samples[i].ids != set.rejected[i].ids);
      size_t shared = 0;
      while (set.samples[i].ids[shared] == set.rejected[i].ids[shared]) ++shared;
      for (size_t t = 0; t < shared; ++t) QCOMPARE(set.samples[i].labels[t], set.rejected[i].labels[t]);
      QVERIFY(set.samples[i].num_learned() > 0 && set.rejected[i].num_learned() > 0);
    }
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
