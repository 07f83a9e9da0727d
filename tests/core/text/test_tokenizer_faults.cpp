#include "core/base/rng.h"
#include "core/text/composed_tokenizer.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizer_file.h"
#include "tests/core/text/cases.h"
#include "tests/support/folder.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

// Damaged and unsupported tokenizer files end in an Error that names the fault, never in a crash or in other ids.
class TestTokenizerFaults : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    document_ = read_tokenizer_document(tests::fixture("bpe_tokenizer/tokenizer.json"));
    bytes_ = tests::bytes_of(tests::fixture("bpe_tokenizer/tokenizer.json"));
    QVERIFY(loads(document_).empty());
  }

  // vocab.json with merges.txt does not say how it is to be read. Ids as transformers 5
  // has them for the bare files.
  void theFamilyOfAVocabularyIsNamed() {
    const tests::Folder folder;
    folder.write("vocab.json", R"({"<s>":0,"<pad>":1,"</s>":2,"<unk>":3,"<mask>":4,"a":5,"\u0120":6})");
    folder.write("merges.txt", "#version: 0.2\n");
    QVERIFY_EXCEPTION_THROWN(load_tokenizer(folder.path()), Error);
    folder.write("config.json", R"({"model_type": "opt"})");
    QVERIFY_EXCEPTION_THROWN(load_tokenizer(folder.path()), Error);
    folder.write("config.json", R"({"model_type": "roberta"})");
    QCOMPARE(load_tokenizer(folder.path())->encode("a <mask> a", {.add_special_tokens = true}).ids, (std::vector<int32_t>{0, 5, 6, 4, 6, 5, 2}));
    folder.write("tokenizer_config.json", R"({"add_prefix_space": true})");
    QCOMPARE(load_tokenizer(folder.path())->encode("a <mask> a", {.add_special_tokens = true}).ids, (std::vector<int32_t>{0, 6, 5, 6, 4, 6, 5, 2}));
  }

  void whatIsNotSupportedIsNamed_data() {
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("named");
    QTest::newRow("WordLevel") << "/model/type" << "\"WordLevel\"" << "WordLevel";
    QTest::newRow("WordPiece behind bytes") << "/model/type" << "\"WordPiece\"" << "WordPiece behind ByteLevel";
    QTest::newRow("normalizer") << "/normalizer" << R"({"type":"Nmt"})" << "Nmt";
    QTest::newRow("normalizer inside a sequence") << "/normalizer" << R"({"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Nmt"}]})" << "Nmt";
    QTest::newRow("pre-tokenizer") << "/pre_tokenizer" << R"({"type":"UnicodeScripts"})" << "UnicodeScripts";
    QTest::newRow("behind ByteLevel") << "/pre_tokenizer/pretokenizers" << R"([{"type":"ByteLevel"},{"type":"Digits"}])" << "Digits after ByteLevel";
    QTest::newRow("behavior") << "/pre_tokenizer/pretokenizers/0/behavior" << "\"Turned\"" << "Turned";
    QTest::newRow("empty pattern") << "/pre_tokenizer/pretokenizers/0/pattern" << R"({"String":""})" << "empty pattern";
    QTest::newRow("damaged table") << "/normalizer" << R"({"type":"Precompiled","precompiled_charsmap":"AAAA/w=="})" << "precompiled_charsmap";
    QTest::newRow("no table") << "/normalizer" << R"({"type":"Precompiled","precompiled_charsmap":"*"})" << "precompiled_charsmap";
    QTest::newRow("post-processor") << "/post_processor" << R"({"type":"Other"})" << "Other";
    QTest::newRow("mark without id") << "/post_processor" << R"({"type":"BertProcessing","cls":["a"],"sep":["b",1]})" << "cls";
    QTest::newRow("decoder") << "/decoder" << R"({"type":"CTC"})" << "CTC";
    QTest::newRow("unknown part") << "/extra" << "1" << "extra";
    QTest::newRow("version") << "/version" << "\"2.0\"" << "2.0";
    QTest::newRow("giant id") << "/model/vocab/a" << "4294967296" << "4294967296";
    QTest::newRow("negative id") << "/model/vocab/a" << "-1" << "-1";
    QTest::newRow("fraction as id") << "/model/vocab/a" << "1.5" << "1.5";
    QTest::newRow("id taken") << "/model/vocab/a" << "66" << "66";
    QTest::newRow("far id") << "/model/vocab/a" << "9000000" << "9,000,000";
    QTest::newRow("added id differs") << "/added_tokens/0/id" << "599" << "<|endoftext|>";
    QTest::newRow("added id far") << "/added_tokens/4/id" << "700" << "</think>";
    QTest::newRow("no merges") << "/model/merges" << "null" << "merges";
    QTest::newRow("merge of one") << "/model/merges/0" << R"(["a"])" << "merge 0";
    QTest::newRow("merge to nothing") << "/model/merges/0" << R"(["\u0120", "\u0120\u0120\u0120\u0120\u0120\u0120\u0120"])" << "merge 0";
    QTest::newRow("no vocabulary") << "/model/vocab" << "{}" << "merge 0";
    QTest::newRow("second text in single") << "/post_processor" << R"({"type":"TemplateProcessing","single":[{"Sequence":{"id":"A"}},{"Sequence":{"id":"B"}}],"pair":[{"Sequence":{"id":"A"}},{"Sequence":{"id":"B"}}]})" << "single";
    QTest::newRow("begin mark unknown") << "/post_processor" << R"({"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<nowhere>"}},{"Sequence":{"id":"A"}}]})" << "<nowhere>";
  }
  void whatIsNotSupportedIsNamed() {
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(QString, named);
    Json changed = document_;
    changed[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    const std::string sentence = loads(changed);
    QVERIFY2(sentence.find(named.toStdString()) != std::string::npos, sentence.c_str());
  }

  void aTemplateThatBeginsWithAMarkIsFollowed() {
    Json changed = document_;
    changed["post_processor"] = Json::parse(R"({"type":"Sequence","processors":[{"type":"ByteLevel"},{"type":"TemplateProcessing",
      "single":[{"SpecialToken":{"id":"<|endoftext|>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}]}]})");
    const tests::Folder folder;
    folder.write("tokenizer.json", changed.dump());
    const auto tokenizer = load_tokenizer(folder.path());
    QVERIFY(tokenizer->wants_begin_mark());
    QCOMPARE(tokenizer->encode("a", {.add_special_tokens = true}).ids.front(), *tokenizer->id_of("<|endoftext|>"));
    QCOMPARE(tokenizer->encode("a").ids, std::vector<int32_t>{*tokenizer->id_of("a")});
  }

  void wholePreTokensAreTakenWithoutMerging() {
    Json changed = document_;
    changed["model"]["ignore_merges"] = true;
    changed["model"]["merges"] = Json::array();
    ComposedTokenizer tokenizer(changed, "t");
    QCOMPARE(tokenizer.encode("lathe", {}).ids.size(), size_t{5});
    QCOMPARE(tokenizer.encode(" lathe", {}).ids, std::vector<int32_t>{*tokenizer.id_of("\u0120lathe")});
  }

  void normalizedAddedTokensAreFoundInNormalText() {
    Json changed = document_;
    changed["added_tokens"][3]["content"] = "caf\u00E9";
    changed["added_tokens"][3]["normalized"] = true;
    ComposedTokenizer tokenizer(changed, "t");
    const Encoding encoding = tokenizer.encode("x cafe\u0301!", {});
    QCOMPARE(encoding.ids[encoding.ids.size() - 2], 603);
    QCOMPARE(encoding.offsets[encoding.ids.size() - 2], (ByteRange{2, 8}));
  }

  void anyWrongTypeEndsInAnErrorOrLoads() {
    const std::vector<Json> strange{nullptr, true, -1, 1.5, "x", Json::array(), Json::object(), Json::array({1, "a", nullptr}), uint64_t{1} << 63};
    int refused = 0;
    for (const std::string& pointer : pointers(document_, "", 3))
      for (const Json& value : strange) {
        Json changed = document_;
        changed[Json::json_pointer(pointer)] = value;
        refused += !loads(changed).empty();
      }
    QVERIFY(refused > 100);
  }

  void everyTruncationIsRefused() {
    const tests::Folder folder;
    for (size_t length = 0; length < bytes_.size() - 2; length += 97) {
      folder.write("tokenizer.json", std::string_view(bytes_).substr(0, length));
      QVERIFY_EXCEPTION_THROWN(load_tokenizer(folder.path()), Error);
    }
  }

  void changedBytesNeverCrash() {
    CounterRng rng(7, 1);
    const tests::Folder folder;
    for (int round = 0; round < 300; ++round) {
      std::string changed = bytes_;
      for (int i = 0; i < 3; ++i) changed[rng.below(changed.size())] = static_cast<char>(rng.below(256));
      folder.write("tokenizer.json", changed);
      try {
        load_tokenizer(folder.path())->encode("Hello <|im_end|> 12 caf\u00E9");
      } catch (const Error&) {
      }
    }
  }

  void aDamagedSentencePieceModelIsRefusedOrLoads() {
    const std::string whole = tests::bytes_of(tests::fixture("sentencepiece_model/tokenizer.model"));
    const tests::Folder folder;
    for (size_t length = 0; length < whole.size(); length += 41) {
      folder.write("tokenizer.model", whole.substr(0, length));
      try {
        load_tokenizer(folder.path())->encode("Hello 12 caf\u00E9");
      } catch (const Error&) {
      }
    }
    folder.write("tokenizer.model", "not a model");
    QVERIFY_EXCEPTION_THROWN(load_tokenizer(folder.path()), Error);
  }

  void damagedSideFilesAreNamed() {
    const tests::Folder folder;
    folder.write("tokenizer.json", bytes_);
    for (const char* config : {"{\"eos_token\": 5}", "{\"eos_token\": {\"text\": 1}}", "{\"added_tokens_decoder\": {\"x\": {\"content\": \"a\"}}}", "[", "{\"pad_token\": []}"}) {
      folder.write("tokenizer_config.json", config);
      QVERIFY_EXCEPTION_THROWN(load_tokenizer(folder.path()), Error);
    }
  }

  void endIdsAreGatheredFromAllFiles() {
    const tests::Folder folder;
    folder.write("tokenizer.json", bytes_);
    folder.write("tokenizer_config.json", R"({"eos_token": {"content": "<|endoftext|>"}})");
    folder.write("generation_config.json", R"({"eos_token_id": [7, 600]})");
    folder.write("config.json", R"({"eos_token_id": 9})");
    QCOMPARE(load_tokenizer(folder.path())->special().end, (std::vector<int32_t>{600, 7, 602}));
    std::filesystem::remove(folder / "generation_config.json");
    QCOMPARE(load_tokenizer(folder.path())->special().end, (std::vector<int32_t>{600, 9, 602}));
  }

  void filesThatLeadOutAreNotRead() {
    const tests::Folder outside;
    for (const char* name : {"tokenizer.json", "tokenizer_config.json", "generation_config.json"}) {
      const tests::Folder folder;
      for (const char* own : {"tokenizer.json", "tokenizer_config.json"}) std::filesystem::copy_file(tests::fixture(std::string("bpe_tokenizer/") + own), folder / own);
      std::filesystem::remove(folder / name);
      std::filesystem::create_symlink(outside.write(name, "{}"), folder / name);
      std::string code;
      try {
        load_tokenizer(folder.path());
      } catch (const Error& error) {
        code = error.code;
      }
      QVERIFY2(code == "model.outside", name);
    }
  }

  void anEmptyFolderIsNamed() {
    const tests::Folder folder;
    QVERIFY_EXCEPTION_THROWN(load_tokenizer(folder.path()), Error);
  }

 private:
  // The sentence of the refusal, empty when the file loads and encodes.
  static std::string loads(const Json& document) {
    try {
      ComposedTokenizer(document, "tokenizer.json").encode("Hello <think> caf\u00E9 12", {});
      return {};
    } catch (const Error& error) {
      return error.what();
    }
  }

  static std::vector<std::string> pointers(const Json& value, const std::string& path, int depth) {
    std::vector<std::string> out;
    if (depth == 0 || !value.is_structured()) return out;
    int taken = 0;
    const bool object = value.is_object();
    for (auto it = value.begin(); it != value.end() && taken < 12; ++it, ++taken) {
      const std::string key = object ? it.key() : std::to_string(taken);
      if (key.find_first_of("/~") != std::string::npos) continue;
      out.push_back(path + "/" + key);
      for (std::string& inner : pointers(*it, out.back(), depth - 1)) out.push_back(std::move(inner));
    }
    return out;
  }

  Json document_;
  std::string bytes_;
};

LATHE_TEST(TestTokenizerFaults)
#include "test_tokenizer_faults.moc"
