#include <atomic>
#include <thread>

#include "core/base/utf8.h"
#include "core/text/added_tokens.h"
#include "tests/core/text/cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

// Expected values: tests/parity/bpe_tokenizer.py.
class TestBpeTokenizer : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    tokenizer_ = load_tokenizer(tests::fixture("bpe_tokenizer"));
    cases_ = tests::read_cases(tests::fixture("bpe_tokenizer/expected.json"));
    QVERIFY(cases_.size() > 300);
  }

  void idsAndOffsetsEqualTheReference() {
    for (const Json& c : cases_) {
      const std::string text = c["text"].get<std::string>();
      const Encoding encoding = tokenizer_->encode(text);
      QVERIFY2(encoding.ids == tests::ids_in(c["ids"]), text.c_str());
      QVERIFY2(tests::monotone(encoding, text.size()), text.c_str());
      if (c["byte_offsets"].is_null()) continue;
      for (size_t i = 0; i < encoding.ids.size(); ++i) {
        const ByteRange expected{c["byte_offsets"][i][0].get<int64_t>(), c["byte_offsets"][i][1].get<int64_t>()};
        QVERIFY2(encoding.offsets[i] == expected, text.c_str());
      }
    }
    qInfo("%zu cases", cases_.size());
  }

  void tokenBytesAndDecodedTextEqualTheReference() {
    for (const Json& c : cases_) {
      const std::string text = c["text"].get<std::string>();
      const auto ids = tests::ids_in(c["ids"]);
      for (size_t i = 0; i < ids.size(); ++i) QCOMPARE(tokenizer_->token_bytes(ids[i], false), tests::from_hex(c["bytes"][i].get<std::string>()));
      QCOMPARE(tokenizer_->decode(ids, false), c["decoded"].get<std::string>());
      QCOMPARE(tokenizer_->decode(ids, true), c["decoded_skip_special"].get<std::string>());
      QCOMPARE(tests::joined_bytes(*tokenizer_, ids), to_nfc(text));
    }
  }

  void aStreamNeverShowsHalfACharacter() {
    for (const Json& c : cases_) {
      const std::string text = c["text"].get<std::string>();
      bool whole = true;
      QCOMPARE(tests::streamed(*tokenizer_, tests::ids_in(c["ids"]), whole, false), c["decoded"].get<std::string>());
      QVERIFY2(whole || text.find("\xEF\xBF\xBD") != std::string::npos, text.c_str());
    }
  }

  void aCutCharacterBecomesOneReplacementAtTheEnd() {
    StreamDecoder decoder(*tokenizer_);
    const auto ids = tokenizer_->encode("床").ids;
    QVERIFY(ids.size() > 1);
    QCOMPARE(decoder.push(ids[0]), std::string());
    QCOMPARE(decoder.finish(), std::string("\xEF\xBF\xBD"));
  }

  void controlTokensStayTextWhenAsked() {
    const auto plain = tokenizer_->encode("a<|im_end|>", {.parse_special = false});
    QVERIFY(std::none_of(plain.ids.begin(), plain.ids.end(), [&](int32_t id) { return tokenizer_->is_special(id); }));
    QCOMPARE(tokenizer_->decode(plain.ids), std::string("a<|im_end|>"));
    const auto thinking = tokenizer_->encode("<think>", {.parse_special = false});
    QCOMPARE(thinking.ids, std::vector<int32_t>{*tokenizer_->id_of("<think>")});
  }

  void specialIdsComeFromTheConfig() {
    const SpecialIds& special = tokenizer_->special();
    QVERIFY(!special.begin && !special.unknown && !tokenizer_->wants_begin_mark());
    QCOMPARE(special.pad, tokenizer_->id_of("<|endoftext|>"));
    QCOMPARE(special.end, std::vector<int32_t>{*tokenizer_->id_of("<|im_end|>")});
    QVERIFY(tokenizer_->is_special(special.end[0]) && !tokenizer_->is_special(*tokenizer_->id_of("<think>")));
  }

  void textThatIsNotUtf8IsRefused() { QVERIFY_EXCEPTION_THROWN(tokenizer_->encode("a\xFF"), Error); }

  void changedCharactersAnswerWithTheirWholeStretch() {
    const std::string text = "x e\u0301!";
    const Encoding encoding = tokenizer_->encode(text);
    QCOMPARE(tests::joined_bytes(*tokenizer_, encoding.ids), std::string("x \u00E9!"));
    for (const ByteRange& range : encoding.offsets) QVERIFY(range.begin <= 2 || range.begin >= 5 || range.begin == 2);
    QCOMPARE(encoding.offsets.back(), (ByteRange{5, 6}));
  }

  void severalThreadsGetTheSameIds() {
    std::vector<std::jthread> threads;
    std::atomic<int> different = 0;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (const Json& c : cases_) different += tokenizer_->encode(c["text"].get<std::string>()).ids != tests::ids_in(c["ids"]);
      });
    threads.clear();
    QCOMPARE(different.load(), 0);
  }

  void matchingRulesOfAddedTokens() {
    const AddedTokenMatcher matcher({{.id = 1, .content = "<a>"}, {.id = 2, .content = "<a><a>"}, {.id = 3, .content = "<l>", .lstrip = true},
                                     {.id = 4, .content = "<r>", .rstrip = true}, {.id = 5, .content = "one", .single_word = true}});
    QCOMPARE(described(matcher, "x<a><a><a>y"), std::string("x|2:<a><a>|1:<a>|y"));
    QCOMPARE(described(matcher, "x \u00A0<l> y"), std::string("x|3: \u00A0<l>| y"));
    QCOMPARE(described(matcher, "x <r> \n y"), std::string("x |4:<r> \n |y"));
    QCOMPARE(described(matcher, "one tone one1 é.one"), std::string("5:one| tone one1 é.|5:one"));
    QCOMPARE(described(matcher, "<r>  <l>"), std::string("4:<r>  |3:<l>"));
  }

 private:
  static std::string described(const AddedTokenMatcher& matcher, const std::string& text) {
    std::string out;
    for (const auto& stretch : matcher.split(text, true)) {
      if (!out.empty()) out += "|";
      if (stretch.token) out += std::to_string(stretch.token->id) + ":";
      out += text.substr(stretch.begin, stretch.end - stretch.begin);
    }
    return out;
  }
  std::unique_ptr<Tokenizer> tokenizer_;
  Json cases_;
};

LATHE_TEST(TestBpeTokenizer)
#include "test_bpe_tokenizer.moc"
