#include "core/text/bpe_trainer.h"

#include "core/text/byte_letters.h"
#include "core/text/chat_template.h"
#include "tests/core/text/cases.h"
#include "tests/support/folder.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

class TestBpeTrainer : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  // Counted by hand: "ab" three times (aab, ab, ab), "aa" once; then "a"+"ab".
  void theMostFrequentPairIsMergedFirst() {
    const TrainedBpe trained = train_bpe({"aab", "ab", "ab"}, {.vocabulary = 258, .min_count = 1, .special_tokens = {}});
    QCOMPARE(trained.merges, (std::vector<std::pair<std::string, std::string>>{{"a", "b"}, {"a", "ab"}}));
    QCOMPARE(trained.pieces.size(), size_t{258});
    QCOMPARE(trained.pieces.back(), std::string("aab"));
  }

  void amongEqualsTheLowestIdsWin() {
    const TrainedBpe trained = train_bpe({"zy", "ba"}, {.vocabulary = 258, .min_count = 1, .special_tokens = {}});
    QCOMPARE(trained.merges, (std::vector<std::pair<std::string, std::string>>{{"b", "a"}, {"z", "y"}}));
  }

  void rarePairsAreLeftAlone() {
    QVERIFY(train_bpe({"zy", "ba"}, {.vocabulary = 300, .min_count = 2, .special_tokens = {}}).merges.empty());
    QVERIFY_EXCEPTION_THROWN(train_bpe({"a"}, {.vocabulary = 200}), Error);
    QVERIFY_EXCEPTION_THROWN(train_bpe({"\xFF"}, {}), Error);
  }

  void ideographsStayApartWhenAsked() {
    const std::vector<std::string> texts(9, "你好，hello 你好");
    const auto longest = [&](bool single) {
      size_t bytes = 0;
      for (const std::string& piece : train_bpe(texts, {.vocabulary = 400, .single_ideographs = single, .special_tokens = {}}).pieces)
        if (const std::string plain = *letters_to_bytes(piece); plain.find("\xE4\xBD\xA0") != std::string::npos) bytes = std::max(bytes, plain.size());
      return bytes;
    };
    QCOMPARE(longest(true), std::string("你").size());
    QVERIFY(longest(false) >= std::string("你好").size());
  }

  void theWrittenTokenizerLoadsAndIsRepeatable() {
    const tests::Folder first, second;
    const std::vector<std::string> texts = corpus();
    train_byte_level_bpe(texts, {.vocabulary = 600}, first.path());
    train_byte_level_bpe(texts, {.vocabulary = 600}, second / "new");
    QCOMPARE(tests::bytes_of(first / "tokenizer.json"), tests::bytes_of(second / "new/tokenizer.json"));
    const auto tokenizer = load_tokenizer(first.path());
    QCOMPARE(tokenizer->size(), 600);
    QCOMPARE(tokenizer->special().end, std::vector<int32_t>{599});
    QCOMPARE(tokenizer->special().pad, std::optional<int32_t>(597));
    QVERIFY(choose_template(first.path(), "auto", *tokenizer).notice.empty());
    size_t bytes = 0, tokens = 0;
    for (const std::string& text : texts) {
      const auto ids = tokenizer->encode(text).ids;
      QCOMPARE(tokenizer->decode(ids), text);
      bytes += text.size();
      tokens += ids.size();
    }
    QVERIFY2(bytes > 2 * tokens, "merging shortens the text it was trained on");
  }

 private:
  static std::vector<std::string> corpus() {
    std::vector<std::string> texts;
    const Json cases = tests::read_cases(tests::fixture("bpe_tokenizer/expected.json"));
    for (const Json& c : cases)
      if (!c["nfc_changes_text"].get<bool>() && c["text"].get<std::string>().find('<') == std::string::npos) texts.push_back(c["text"]);
    return texts;
  }
};

LATHE_TEST(TestBpeTrainer)
#include "test_bpe_trainer.moc"
