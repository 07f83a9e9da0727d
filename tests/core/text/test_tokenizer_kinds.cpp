#include "core/text/parts/known_patterns.h"
#include "tests/core/text/many_strings.h"
#include "tests/support/folder.h"
#include "tests/support/real_data.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

// Expected values: tests/parity/tokenizer_kinds.py. Every kind of tokenizer over ten thousand hard strings.
class TestTokenizerKinds : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    strings_ = tests::many_strings();
    QCOMPARE(strings_.size(), size_t{tests::kManyStrings});
  }

  void smallTokenizersEqualTheReference_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("expected");
    for (const char* kind : {"gpt2", "sentencepiece_bpe", "unigram", "word_piece", "parts"})
      QTest::newRow(kind) << QString("tokenizer_kinds/") + kind << QString("tokenizer_kinds/") + kind + "/expected.json";
    QTest::newRow("qwen") << "bpe_tokenizer" << "bpe_tokenizer/many_strings.json";
  }
  void smallTokenizersEqualTheReference() {
    QFETCH(QString, folder);
    QFETCH(QString, expected);
    compare(*load_tokenizer(tests::fixture(folder.toStdString())), tests::read_cases(tests::fixture(expected.toStdString())));
  }

  void realTokenizersEqualTheReference_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("config");
    QTest::newRow("qwen3") << "tokenizers/qwen3/tokenizer.json" << "tokenizer.json" << "{}";
    QTest::newRow("gpt2") << "tokenizers/gpt2/tokenizer.json" << "tokenizer.json" << "{}";
    QTest::newRow("bert_en") << "tokenizers/bert/vocab-uncased-en.txt" << "vocab.txt" << "{}";
    QTest::newRow("bert_zh") << "tokenizers/bert/vocab-zh.txt" << "vocab.txt" << R"({"do_lower_case": false})";
    QTest::newRow("llama2") << "tokenizers/llama2/tokenizer.model" << "tokenizer.model" << "{}";
  }
  void realTokenizersEqualTheReference() {
    QFETCH(QString, source);
    QFETCH(QString, target);
    QFETCH(QString, config);
    const std::string expected = std::string("many_strings/") + QTest::currentDataTag() + ".json";
    LATHE_NEEDS(source.toStdString());
    LATHE_NEEDS(expected);
    const tests::Folder folder;
    std::filesystem::copy_file(tests::real_data(source.toStdString()), folder / target.toStdString());
    folder.write("tokenizer_config.json", config.toStdString());
    // SentencePiece's own library puts no mark before a text and knows none in it.
    const EncodeOptions options = target == "tokenizer.model" ? EncodeOptions{.parse_special = false} : kMarked;
    compare(*load_tokenizer(folder.path()), tests::read_cases(tests::real_data(expected)), options);
  }

  void knownPatternsEqualTheirExpressions() {
    for (const char* pattern : {R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)",
                                R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
                                R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"}) {
      const auto known = known_pattern(pattern);
      QVERIFY(known);
      const Regex regex(pattern, "t");
      Regex::Scratch scratch;
      for (const std::string& text : strings_) {
        std::vector<Piece> by_hand, by_pattern;
        split_known(*known, text, {0, text.size()}, by_hand);
        regex.split(text, {0, text.size()}, scratch, by_pattern);
        QVERIFY2(by_hand.size() == by_pattern.size() && std::equal(by_hand.begin(), by_hand.end(), by_pattern.begin(), [](Piece a, Piece b) { return a.begin == b.begin && a.end == b.end; }),
                 text.c_str());
      }
    }
  }

  void pairsAreCutFromTheLongerText() {
    const auto tokenizer = load_tokenizer(tests::fixture("labels"));
    QVERIFY(tokenizer->parts_pairs());
    const Json cases = tests::read_cases(tests::fixture("pairs/cases.json"));
    for (const Json& c : cases) {
      const std::string first = c["first"].get<std::string>(), second = c.value("second", "");
      const EncodeOptions options{.add_special_tokens = true, .most_tokens = c["most"].get<int64_t>()};
      const Encoding made = second.empty() ? tokenizer->encode(first, options) : tokenizer->encode_pair(first, second, options);
      QVERIFY2(made.ids == tests::ids_in(c["ids"]), c.dump().c_str());
      QCOMPARE(made.offsets.size(), made.ids.size());
      if (!second.empty()) QVERIFY2(made.type_ids == tests::ids_in(c["types"]), c.dump().c_str());
    }
    QVERIFY(cases.size() > 300);
    qInfo("%zu cases", cases.size());
  }

  void pairsCarryTheirTypes() {
    const auto tokenizer = load_tokenizer(tests::fixture("tokenizer_kinds/word_piece"));
    const Encoding pair = tokenizer->encode_pair("brass", "ring");
    const Encoding first = tokenizer->encode("brass", {.add_special_tokens = true});
    QCOMPARE(first.ids.front(), 2);
    QCOMPARE(first.ids.back(), 3);
    QCOMPARE(pair.type_ids.size(), pair.ids.size());
    QVERIFY(std::equal(first.ids.begin(), first.ids.end(), pair.ids.begin()));
    for (size_t i = 0; i < pair.ids.size(); ++i) QCOMPARE(pair.type_ids[i], i < first.ids.size() ? 0 : 1);
    QCOMPARE(pair.ids.back(), 3);
  }

  void offsetsNameTheBytesOfTheGivenText() {
    const auto tokenizer = load_tokenizer(tests::fixture("tokenizer_kinds/word_piece"));
    const std::string text = "  The BRASS\tr\u00EDng";
    const Encoding encoding = tokenizer->encode(text);
    std::string bare;
    for (const ByteRange& range : encoding.offsets) bare += text.substr(static_cast<size_t>(range.begin), static_cast<size_t>(range.end - range.begin));
    QCOMPARE(bare, std::string("TheBRASSr\u00EDng"));
  }

 private:
  static constexpr EncodeOptions kMarked{.add_special_tokens = true};

  void compare(const Tokenizer& tokenizer, const Json& expected, EncodeOptions options = kMarked) const {
    const std::string ids_hashes = expected["ids"].get<std::string>(), decoded_hashes = expected["decoded"].get<std::string>();
    QCOMPARE(ids_hashes.size(), strings_.size() * 4);
    uint64_t state = tests::kFnvStart;
    int different = 0;
    for (size_t i = 0; i < strings_.size(); ++i) {
      const std::string& text = strings_[i];
      const Encoding encoding = tokenizer.encode(text, options);
      if (tests::hash_of_ids(encoding.ids) != ids_hashes.substr(i * 4, 4) && ++different <= 8) qWarning("string %zu: other ids: %s", i, text.c_str());
      if (!tests::monotone(encoding, text.size())) qWarning("string %zu: offsets go back: %s", i, text.c_str()), ++different;
      state = tests::fnv(tokenizer.decode(encoding.ids, false), state);
      if (i % 50 != 49) continue;
      if (tests::hex_of(state, 8) != decoded_hashes.substr(i / 50 * 8, 8) && ++different <= 8) qWarning("strings to %zu: other decoded text", i);
      state = tests::kFnvStart;
    }
    QCOMPARE(different, 0);
    qInfo("%zu strings equal", strings_.size());
  }

  std::vector<std::string> strings_;
};

LATHE_TEST(TestTokenizerKinds)
#include "test_tokenizer_kinds.moc"
