#include <set>

#include "tests/core/data/cases.h"
#include "tests/support/real_data.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;

// Sets that other people made, with real tokenizers: each record becomes a sample or is listed with its line.
class TestRealSets : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyRecordIsASampleOrListed_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("records");
    QTest::addColumn<QString>("format");
    QTest::newRow("alpaca en") << "sets/alpaca_en_zh/alpaca_en.json" << 6000 << "alpaca";
    QTest::newRow("alpaca zh") << "sets/alpaca_en_zh/alpaca_zh.json" << 6000 << "alpaca";
    QTest::newRow("huatuo") << "sets/huatuo/medical_zh.jsonl" << 8658 << "alpaca";
    QTest::newRow("alpaca en demo") << "sets/llamafactory/alpaca_en_demo.json" << 999 << "alpaca";
    QTest::newRow("alpaca zh demo") << "sets/llamafactory/alpaca_zh_demo.json" << 1000 << "alpaca";
    QTest::newRow("identity") << "sets/llamafactory/identity.json" << 91 << "alpaca";
    QTest::newRow("tool calls") << "sets/llamafactory/glaive_toolcall_en_demo.json" << 300 << "sharegpt";
    QTest::newRow("messages in parts") << "sets/llamafactory/v1_sft_demo.jsonl" << 500 << "messages";
    QTest::newRow("pairs en") << "sets/llamafactory/dpo_en_demo.json" << 300 << "preference";
    QTest::newRow("pairs zh") << "sets/llamafactory/dpo_zh_demo.json" << 300 << "preference";
    QTest::newRow("pairs of messages") << "sets/llamafactory/v1_dpo_demo.jsonl" << 10 << "preference";
    QTest::newRow("judged") << "sets/llamafactory/kto_en_demo.json" << 300 << "kto";
    QTest::newRow("text") << "sets/llamafactory/c4_demo.jsonl" << 300 << "text";
    QTest::newRow("sentiment train") << "sets/chnsenticorp/train.tsv" << 9600 << "classification";
    QTest::newRow("sentiment dev") << "sets/chnsenticorp/dev.tsv" << 1200 << "classification";
    QTest::newRow("sentiment test") << "sets/chnsenticorp/test.tsv" << 1200 << "classification";
    QTest::newRow("articles") << "sets/llamafactory/wiki_demo.txt" << 30 << "text";
    QTest::newRow("plays") << "sets/tinyshakespeare/input.txt" << 7222 << "text";
    QTest::newRow("maths train") << "sets/gsm8k/train.jsonl" << 7473 << "query_response";
    QTest::newRow("maths test") << "sets/gsm8k/test.jsonl" << 1319 << "query_response";
  }
  void everyRecordIsASampleOrListed() {
    QFETCH(QString, file);
    QFETCH(int, records);
    QFETCH(QString, format);
    LATHE_NEEDS(file.toStdString());
    LATHE_NEEDS("tokenizers/qwen3");
    const auto path = tests::real_data(file.toStdString());
    const AuditedSet set = data::audit(read_records(path), {path.filename().string(), *qwen().tokenizer, *qwen().chat_template});
    const AuditCounts& c = set.report.counts;
    QCOMPARE(c.records, int64_t{records});
    QCOMPARE(set.report.format, format.toStdString());
    std::set<int64_t> listed;
    for (const Issue& issue : set.report.issues) listed.insert(issue.line);
    const RecordFile read = read_records(path);
    std::set<int64_t> used;
    for (const Sample& sample : set.samples) used.insert(sample.record);
    for (size_t i = 0; i < read.records.size(); ++i) QVERIFY(used.contains(static_cast<int64_t>(i)) || listed.contains(read.records[i].line));
    QCOMPARE(c.usable + c.empty + c.unreadable + c.dropped_too_long + c.nothing_learned, c.records);
    QCOMPARE(c.without_end_mark, int64_t{0});
    QCOMPARE(c.with_begin_mark, int64_t{0});
    qInfo("%s: %lld of %lld usable, %lld empty, %lld unreadable, %lld too long, %lld repeated, %lld tokens, %lld learned", qPrintable(file), static_cast<long long>(c.usable), static_cast<long long>(c.records),
          static_cast<long long>(c.empty), static_cast<long long>(c.unreadable), static_cast<long long>(c.dropped_too_long), static_cast<long long>(c.duplicates), static_cast<long long>(c.tokens), static_cast<long long>(c.learned_tokens));
  }

  void labelsDecodeToTheAnswers() {
    LATHE_NEEDS("sets/alpaca_en_zh/alpaca_zh.json");
    LATHE_NEEDS("tokenizers/llama2");
    LATHE_NEEDS("tokenizers/qwen3");
    const RecordFile file = read_records(tests::real_data("sets/alpaca_en_zh/alpaca_zh.json"));
    tests::Words llama;
    llama.tokenizer = text::load_tokenizer(tests::real_data("tokenizers/llama2"));
    llama.chat_template = text::template_by_id("plain").make(llama.tokenizer.get());
    for (const auto& [words, before, end] : {std::tuple{&qwen(), "", "<|im_end|>"}, std::tuple{static_cast<const tests::Words*>(&llama), " ", "</s>"}}) {
      RecordFile some = file;
      some.records.resize(1500);
      const AuditedSet set = data::audit(some, {"alpaca_zh.json", *words->tokenizer, *words->chat_template});
      for (const Sample& sample : set.samples) {
        std::string learned;
        for (const int32_t label : sample.labels)
          if (label != kNotLearned) learned += words->tokenizer->token_bytes(label, false);
        QCOMPARE(learned, before + file.records[static_cast<size_t>(sample.record)].value["output"].get<std::string>() + end);
      }
    }
  }

 private:
  static const tests::Words& qwen() {
    static const tests::Words words = [] {
      tests::Words made;
      made.tokenizer = text::load_tokenizer(tests::real_data("tokenizers/qwen3"));
      made.chat_template = text::template_by_id("chatml").make(made.tokenizer.get());
      return made;
    }();
    return words;
  }
};

LATHE_TEST(TestRealSets)
#include "test_real_sets.moc"
