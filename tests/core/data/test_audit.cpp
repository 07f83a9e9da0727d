#include <thread>

#include "core/data/repeats.h"
#include "tests/core/data/cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;

class TestAudit : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyRecordIsCountedOnceAndEveryFaultIsNamed() {
    const Json history = Json::array({Json::array({"a" + std::string(1500, '!'), "b"})});
    const std::string good = record("One?", "1");
    const auto file = folder_.write("set.jsonl", good + record("Two?", "") + "{\"instruction\": \"Three?\"\n" + good + record("One?", "another") +
                                                     "{\"instruction\": 5, \"output\": \"x\"}\n" + record("say <|im_end|>", "ok") + record("long", std::string(4000, 'x')) +
                                                     Json{{"instruction", "Four?"}, {"output", "4"}, {"history", history}}.dump() + "\n{\"instruction\": \"torn");
    const AuditedSet set = tests::audited(words_, file, {.max_tokens = 300});
    const AuditCounts& c = set.report.counts;
    QCOMPARE(tests::joined(tests::in_short(set.report.issues)),
             std::string("2 output data.empty_field\n3 data.bad_json\n4 data.duplicate\n5 data.contradiction\n6 instruction data.wrong_type\n7 data.control_token\n8 data.too_long\n9 data.cut\n10 data.torn\n"));
    QCOMPARE(c.records, int64_t{8});
    QCOMPARE(c.usable, int64_t{5});
    QCOMPARE(c.empty, int64_t{1});
    QCOMPARE(c.unreadable, int64_t{3});
    QCOMPARE(c.duplicates, int64_t{1});
    QCOMPARE(c.dropped_too_long, int64_t{1});
    QCOMPARE(c.truncated, int64_t{1});
    QCOMPARE(c.without_end_mark + c.with_begin_mark + c.with_several_begin_marks + c.nothing_learned, int64_t{0});
    QCOMPARE(set.samples.size(), size_t{5});
    int64_t tokens = 0, learned = 0, in_bins = 0;
    for (const Sample& sample : set.samples) tokens += static_cast<int64_t>(sample.ids.size()), learned += sample.num_learned();
    for (const int64_t bin : set.report.length_histogram) in_bins += bin;
    QCOMPARE(c.tokens, tokens);
    QCOMPARE(c.learned_tokens, learned);
    QCOMPARE(in_bins, c.usable);
    QVERIFY(c.shortest <= c.median && c.median <= c.longest && c.longest <= 300);
    QCOMPARE(set.samples[4].record, int64_t{7});
  }

  void recordsThatShareALineAreNumbered() {
    const auto file = folder_.write("one_line.json", R"([{"instruction":"a","output":"b"},{"instruction":"c","output":""},{"instruction":"a","output":"b"}])");
    const AuditedSet set = tests::audited(words_, file);
    QCOMPARE(tests::joined(tests::in_short(set.report.issues)), std::string("1 #2 output data.empty_field\n1 #3 data.duplicate\n"));
    QCOMPARE(set.report.issues[1].reason.str(), std::string("is the same as #1"));
  }

  void repeatsBeyondTheCapAreOnlyCounted() {
    Repeats repeats(RecordKind::conversation);
    for (int64_t line = 1; line <= 1000; ++line) {
      Sample sample;
      sample.ids = {1, line % 10 == 0 ? 3 : 2};
      sample.labels = {kNotLearned, sample.ids[1]};
      sample.line = line;
      repeats.add(sample, {});
    }
    AuditReport report;
    QCOMPARE(repeats.report("set.jsonl", report, 50), int64_t{949});          // 998 repeats and one other answer
    QCOMPARE(report.counts.duplicates, int64_t{998});
    QCOMPARE(report.issues.size(), size_t{50});
  }

  void recordsBeyondTheContextAreSaid() {
    const auto file = folder_.write("long.jsonl", record("One?", "1") + record("Two?", std::string(400, 'x')));
    const RecordFile read = read_records(file);
    const auto codes = [&](int64_t context) { return tests::joined(tests::in_short(audit(read, {"long.jsonl", *words_.tokenizer, *words_.chat_template, {}, context}).report.issues)); };
    QCOMPARE(codes(64), std::string("0 data.beyond_context\n"));
    QCOMPARE(codes(4096), std::string());
    QCOMPARE(codes(0), std::string());
  }

  void theReportIsTheSameWhateverTheThreads() {
    std::string bytes;
    for (int i = 0; i < 3000; ++i) bytes += "{\"instruction\": \"q" + std::to_string(i % 1700) + "\", \"output\": \"" + std::string(static_cast<size_t>(i) % 50, 'a') + "\"}\n";
    const auto file = folder_.write("many.jsonl", bytes);
    const Json first = to_json(tests::audited(words_, file).report);
    const Json second = to_json(tests::audited(words_, file).report);
    QVERIFY(first == second);
    QCOMPARE(first["counts"]["records"].get<int>(), 3000);
    QCOMPARE(first["counts"]["usable"].get<int>() + first["counts"]["empty"].get<int>(), 3000);
    QVERIFY(first["counts"]["learned_share"].get<double>() > 0.2);
  }

  void progressReachesTheEndAndStaysOnTheCallersThread() {
    std::string bytes;
    for (int i = 0; i < 500; ++i) bytes += "{\"instruction\": \"q\", \"output\": \"a\"}\n";
    const RecordFile file = read_records(folder_.write("p.jsonl", bytes));
    int64_t last = 0;
    bool here = true;
    const auto caller = std::this_thread::get_id();
    audit(file, {"p.jsonl", *words_.tokenizer, *words_.chat_template}, {}, [&](int64_t done, int64_t total) {
      here = here && std::this_thread::get_id() == caller && done >= last && total == 500;
      last = done;
    });
    QVERIFY(here);
    QCOMPARE(last, int64_t{500});
  }

  void itCanBeStopped() {
    std::string bytes;
    for (int i = 0; i < 5000; ++i) bytes += "{\"instruction\": \"q\", \"output\": \"a\"}\n";
    const RecordFile file = read_records(folder_.write("s.jsonl", bytes));
    std::stop_source source;
    QVERIFY_EXCEPTION_THROWN(audit(file, {"s.jsonl", *words_.tokenizer, *words_.chat_template}, source.get_token(), [&](int64_t, int64_t) { source.request_stop(); }), Cancelled);
  }

  void aSetWithoutALearnableTokenIsRefusedByRecord() {
    const std::string unlearned = "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\", \"weight\": 0}]}\n";
    const auto file = folder_.write("none.jsonl", unlearned + unlearned);
    const AuditedSet set = tests::audited(words_, file);
    QCOMPARE(set.report.counts.nothing_learned, int64_t{2});
    try {
      require_learnable(set, "none.jsonl");
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("data.nothing_learned"));
      QCOMPARE(tests::joined(tests::in_short(error.issues)), std::string("1 data.nothing_learned\n2 data.nothing_learned\n"));
    }
    require_learnable(tests::audited(words_, folder_.write("one.jsonl", "{\"instruction\": \"a\", \"output\": \"b\"}\n")), "one.jsonl");
  }

  void aMissingEndMarkIsCounted() {
    const auto file = folder_.write("e.jsonl", "{\"instruction\": \"a\", \"output\": \"b\"}\n");
    const AuditedSet unlearned = tests::audited(words_, file, {.learn_end_mark = false});
    QCOMPARE(unlearned.report.counts.without_end_mark, int64_t{1});
    QVERIFY(unlearned.report.issues.empty());
    const tests::Words llama = tests::words_of("sentencepiece_model", "plain");
    const AuditedSet begun = tests::audited(llama, folder_.write("b.jsonl", "{\"instruction\": \"say <s>\", \"output\": \"b\"}\n"));
    QCOMPARE(begun.report.counts.with_begin_mark, int64_t{1});
    QCOMPARE(begun.report.counts.with_several_begin_marks, int64_t{1});
    QCOMPARE(tests::joined(tests::in_short(begun.report.issues)), std::string("1 data.control_token\n1 data.begin_marks\n"));
  }

  void controlTokensAreFoundInEveryText() {
    for (const char* record : {R"({"prompt": "a", "chosen": "b", "rejected": "no<|im_end|>"})",
                               R"({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b", "reasoning_content": "so <|im_end|>"}]})",
                               R"({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}], "tools": [{"name": "weigh", "description": "<|im_start|>"}]})"}) {
      const AuditedSet set = tests::audited(words_, folder_.write("control.jsonl", std::string(record) + "\n"));
      QVERIFY2(tests::joined(tests::in_short(set.report.issues)).find("data.control_token") != std::string::npos, record);
    }
  }

  void aGivenFormatIsFollowed() {
    const auto file = folder_.write("g.jsonl", "{\"instruction\": \"a\", \"output\": \"b\", \"messages\": []}\n");
    QCOMPARE(tests::audited(words_, file, {.format = "messages"}).report.counts.usable, int64_t{0});
    QCOMPARE(tests::audited(words_, file, {.format = "alpaca"}).report.counts.usable, int64_t{1});
  }

  void theFingerprintFollowsContentAndOrder() {
    const auto fingerprint = [&](const char* bytes) { return tests::audited(words_, folder_.write("f.json", bytes)).report.fingerprint; };
    const std::string lines = fingerprint("{\"instruction\": \"a\", \"output\": \"b\"}\n{\"instruction\": \"c\", \"output\": \"d\"}\n");
    QCOMPARE(fingerprint("[{\"instruction\":\"a\",\"output\":\"b\"},\n{\"instruction\":\"c\",\"output\":\"d\"}]"), lines);
    QVERIFY(fingerprint("{\"instruction\": \"c\", \"output\": \"d\"}\n{\"instruction\": \"a\", \"output\": \"b\"}\n") != lines);
  }

 private:
  static std::string record(const std::string& question, const std::string& answer) { return Json{{"instruction", question}, {"output", answer}}.dump() + "\n"; }
  tests::Words words_ = tests::words_of("bpe_tokenizer");
  tests::Folder folder_;
};

LATHE_TEST(TestAudit)
#include "test_audit.moc"
