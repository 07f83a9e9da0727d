#include "tests/core/text/cases.h"
#include "tests/support/folder.h"
#include "tests/support/real_data.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::text;

// Tokenizers that other people made, against vectors that other people made; skipped where they are absent.
class TestRealTokenizers : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void qwen3EqualsTheVectors() { check("tokenizers/qwen3", "qwen:Xenova/Qwen1.5-0.5B-Chat", false, 25); }
  void llama2EqualsTheVectors() { check("tokenizers/llama2", "llama2:Xenova/llama-tokenizer", true, 37); }
  void gpt2EqualsTheVectors() { check("tokenizers/gpt2", "gpt2", false, 26); }

  // All of BERT's vectors are of the English uncased model; its marks stand around them.
  void bertEqualsTheVectors() {
    LATHE_NEEDS("tokenizers/bert");
    const tests::Folder folder;
    std::filesystem::copy_file(tests::real_data("tokenizers/bert/vocab-uncased-en.txt"), folder / "vocab.txt");
    const auto tokenizer = load_tokenizer(folder.path());
    int count = 0;
    const Json vectors = tests::read_cases(tests::real_data("vectors/tokenization.json"));
    for (const Json& c : vectors["bert-uncased-en"]) {
      const std::string text = c["text"].get<std::string>();
      const Encoding encoding = c.contains("text_pair") ? tokenizer->encode_pair(text, c["text_pair"].get<std::string>()) : tokenizer->encode(text, {.add_special_tokens = true});
      QVERIFY2(encoding.ids == tests::ids_in(c["ids"]), text.c_str());
      QCOMPARE(tokenizer->decode(encoding.ids, false), c["decoded"].get<std::string>());
      ++count;
    }
    qInfo("bert-uncased-en: %d cases equal", count);
    QCOMPARE(count, 30);
  }

  void vocabularyAndMergesEqualTokenizerJson() {
    LATHE_NEEDS("tokenizers/gpt2/vocab.json");
    const tests::Folder folder;
    for (const char* name : {"vocab.json", "merges.txt"}) std::filesystem::copy_file(tests::real_data("tokenizers/gpt2") / name, folder / name);
    folder.write("config.json", R"({"model_type": "gpt2"})");
    const auto from_files = load_tokenizer(folder.path()), from_json = load_tokenizer(tests::real_data("tokenizers/gpt2"));
    QCOMPARE(from_files->size(), from_json->size());
    const Json vectors = tests::read_cases(tests::real_data("vectors/tokenization.json"));
    for (const Json& c : vectors["gpt2"]) QCOMPARE(from_files->encode(c["text"].get<std::string>()).ids, from_json->encode(c["text"].get<std::string>()).ids);
    QCOMPARE(from_files->encode("a<|endoftext|>").ids, from_json->encode("a<|endoftext|>").ids);
  }

  void llama2KeepsALeadingBlank() {
    LATHE_NEEDS("tokenizers/llama2");
    const auto tokenizer = load_tokenizer(tests::real_data("tokenizers/llama2"));
    QCOMPARE(tokenizer->encode(" Hello").ids, (std::vector<int32_t>{29871, 15043}));
  }

  void qwen3KnowsItsSpecialIds() {
    LATHE_NEEDS("tokenizers/qwen3");
    const auto tokenizer = load_tokenizer(tests::real_data("tokenizers/qwen3"));
    QVERIFY(!tokenizer->wants_begin_mark() && !tokenizer->special().begin);
    QCOMPARE(tokenizer->special().end, std::vector<int32_t>{151645});
    QCOMPARE(tokenizer->special().pad, std::optional<int32_t>(151643));
    QCOMPARE(tokenizer->size(), 151669);
  }

  void storiesEncodeAsTheirReference() {
    LATHE_NEEDS("models/stories260k/reference_encode.json");
    const auto tokenizer = load_tokenizer(tests::real_data("models/stories260k"));
    for (const Json& c : tests::read_cases(tests::real_data("models/stories260k/reference_encode.json"))) {
      const std::string text = c["text"].get<std::string>();
      const auto ids = tokenizer->encode(text, {.add_special_tokens = true}).ids;
      QVERIFY2(ids == tests::ids_in(c["ids_with_bos"]), text.c_str());
      QCOMPARE(tokenizer->decode(ids), text);
    }
  }

 private:
  static void check(const char* folder, const char* group, bool begin_mark, int expected_count) {
    LATHE_NEEDS(folder);
    const auto tokenizer = load_tokenizer(tests::real_data(folder));
    int count = 0;
    const Json vectors = tests::read_cases(tests::real_data("vectors/tokenization.json"));
    for (const Json& c : vectors[group]) {
      const std::string text = c["text"].get<std::string>();
      const Encoding encoding = tokenizer->encode(text, {.add_special_tokens = begin_mark});
      QVERIFY2(encoding.ids == tests::ids_in(c["ids"]), text.c_str());
      QVERIFY2(tests::monotone(encoding, text.size()), text.c_str());
      // The stored decoding of Llama 2 shows its begin mark; GPT-2's is tidied, which transformers leaves off by default.
      const std::string stored = c["decoded"].get<std::string>();
      QVERIFY2(!begin_mark || stored.starts_with("<s> "), stored.c_str());
      QCOMPARE(tokenizer->decode(encoding.ids), begin_mark ? stored.substr(4) : text);
      ++count;
    }
    qInfo("%s: %d cases equal", group, count);
    QCOMPARE(count, expected_count);
  }
};

LATHE_TEST(TestRealTokenizers)
#include "test_real_tokenizers.moc"
