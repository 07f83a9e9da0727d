#include "tests/core/text/cases.h"
#include "tests/support/folder.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

// Expected values: tests/parity/sentencepiece_model.py, which calls the library without cutting special tokens out.
class TestSentencePiece : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    tokenizer_ = load_tokenizer(tests::fixture("sentencepiece_model"));
    cases_ = tests::read_cases(tests::fixture("sentencepiece_model/expected.json"));
    QVERIFY(cases_.size() > 300);
  }

  void idsAndOffsetsEqualTheReference() {
    for (const Json& c : cases_) {
      const std::string text = c["text"].get<std::string>();
      const Encoding encoding = tokenizer_->encode(text, {.parse_special = false});
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

  void decodedTextEqualsTheReference() {
    for (const Json& c : cases_) {
      const auto ids = tests::ids_in(c["ids"]);
      for (size_t i = 0; i < ids.size(); ++i) QCOMPARE(tokenizer_->token_bytes(ids[i], false), tests::from_hex(c["bytes"][i].get<std::string>()));
      QCOMPARE(tokenizer_->decode(ids), c["decoded"].get<std::string>());
      for (size_t n = 0; n < c["prefixes"].size(); ++n)
        QCOMPARE(tokenizer_->decode(std::span(ids).first(n)), c["prefixes"][n].get<std::string>());
    }
  }

  void aStreamNeverShowsHalfACharacter() {
    for (const Json& c : cases_) {
      const std::string text = c["text"].get<std::string>();
      bool whole = true;
      QCOMPARE(tests::streamed(*tokenizer_, tests::ids_in(c["ids"]), whole, true), c["decoded"].get<std::string>());
      QVERIFY2(whole || text.find("\xEF\xBF\xBD") != std::string::npos, text.c_str());
    }
  }

  void aStreamCutWithinACharacterEndsAsTheReferenceDoes() {
    for (const Json& c : cases_) {
      const auto ids = tests::ids_in(c["ids"]);
      for (size_t n = 0; n < c["prefixes"].size(); ++n) {
        StreamDecoder decoder(*tokenizer_);
        std::string text;
        for (size_t i = 0; i < n; ++i) text += decoder.push(ids[i]);
        QCOMPARE(text + decoder.finish(), c["prefixes"][n].get<std::string>());
      }
    }
  }

  void aStreamThatGoesOnKeepsItsFirstBlank() {
    const auto ids = tokenizer_->encode("lathe").ids;
    StreamDecoder fresh(*tokenizer_), going_on(*tokenizer_, true, true);
    QVERIFY(!fresh.push(ids[0]).starts_with(' '));
    QVERIFY(going_on.push(ids[0]).starts_with(' '));
  }

  void specialTokensAreCutOutFirst() {
    const auto ids = tokenizer_->encode("<s>hi").ids;
    QCOMPARE(ids.front(), 1);
    QVERIFY(tokenizer_->encode("<s>hi", {.parse_special = false}).ids.front() != 1);
    QCOMPARE(tokenizer_->decode(ids), std::string("hi"));
  }

  void tokensBesideTheModelAreRead() {
    const tests::Folder folder;
    for (const char* name : {"tokenizer.model", "tokenizer_config.json"}) std::filesystem::copy_file(tests::fixture("sentencepiece_model") / name, folder / name);
    folder.write("added_tokens.json", R"({"<|im_end|>": 513, "<|im_start|>": 512})");
    const auto tokenizer = load_tokenizer(folder.path());
    QCOMPARE(tokenizer->size(), 514);
    QCOMPARE(tokenizer->encode("a<|im_end|>").ids.back(), 513);
    QCOMPARE(tokenizer->special().end, (std::vector<int32_t>{2, 513}));
    folder.write("added_tokens.json", R"({"<|im_end|>": 5})");
    QVERIFY_EXCEPTION_THROWN(load_tokenizer(folder.path()), Error);
  }

  // tokenizer.json is read where there is one; a torn one is no reason to take another file in silence.
  void aFaultyTokenizerJsonIsNotPassedOver() {
    const tests::Folder folder;
    for (const char* name : {"tokenizer.model", "tokenizer_config.json"}) std::filesystem::copy_file(tests::fixture("sentencepiece_model") / name, folder / name);
    folder.write("tokenizer.json", R"({"model": {"type": "BPE", "byte_fallback": true}, "added_tokens": [{"id": 1, "content": "<s>", "special": true}, {"id": 512, "content": "<pad>", "special": true}]})");
    QVERIFY_EXCEPTION_THROWN(load_tokenizer(folder.path()), Error);
    std::filesystem::remove(folder / "tokenizer.json");
    QCOMPARE(load_tokenizer(folder.path())->encode("Good morning").ids, tokenizer_->encode("Good morning").ids);
  }

  void theBeginMarkIsAddedOnRequestOnly() {
    QVERIFY(tokenizer_->wants_begin_mark());
    QCOMPARE(tokenizer_->special().begin, std::optional<int32_t>(1));
    QCOMPARE(tokenizer_->special().end, std::vector<int32_t>{2});
    QCOMPARE(tokenizer_->special().unknown, std::optional<int32_t>(0));
    QCOMPARE(tokenizer_->encode("a", {.add_special_tokens = true}).ids.front(), 1);
    QVERIFY(tokenizer_->encode("a").ids.front() != 1);
  }

  // With "legacy": false the text behind a control token gets no blank of its own, as in transformers.
  void textBehindAControlTokenGetsNoBlankUnlessLegacy() {
    const tests::Folder folder;
    std::filesystem::copy_file(tests::fixture("sentencepiece_model/tokenizer.model"), folder / "tokenizer.model");
    for (const bool legacy : {true, false}) {
      folder.write("tokenizer_config.json", std::string(R"({"bos_token": "<s>", "eos_token": "</s>", "legacy": )") + (legacy ? "true}" : "false}"));
      const auto tokenizer = load_tokenizer(folder.path());
      const Encoding encoding = tokenizer->encode("a</s>b");
      QCOMPARE(tokenizer->piece(encoding.ids.front()), std::string("\u2581a"));
      std::string behind;
      for (auto it = std::find(encoding.ids.begin(), encoding.ids.end(), *tokenizer->id_of("</s>")) + 1; it != encoding.ids.end(); ++it) behind += tokenizer->piece(*it);
      QCOMPARE(behind, std::string(legacy ? "\u2581b" : "b"));
      QCOMPARE(encoding.offsets.back(), (ByteRange{5, 6}));
    }
  }

 private:
  std::unique_ptr<Tokenizer> tokenizer_;
  Json cases_;
};

LATHE_TEST(TestSentencePiece)
#include "test_sentencepiece.moc"
