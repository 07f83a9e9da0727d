// generation_config.json: what it says becomes the options, what is not known is named, a fault is a sentence.
#include <QTest>

#include "core/config/generate_options.h"
#include "tests/support/folder.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::config;

namespace {

GenerationFile read(const std::string& text, const GenerateOptions& otherwise = {}) {
  const tests::Folder folder;
  folder.write("generation_config.json", text);
  return read_generation_file(folder.path(), otherwise);
}

}  // namespace

class TestGenerationFile : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void anAbsentFileChangesNothing() {
    const tests::Folder folder;
    const GenerationFile file = read_generation_file(folder.path(), {.max_new_tokens = 7, .temperature = 0.4});
    QVERIFY(!file.present);
    QCOMPARE(file.options.max_new_tokens, 7);
    QCOMPARE(file.options.temperature, 0.4);
  }
  // As Qwen3's folder has it.
  void whatItSaysBecomesTheOptions() {
    const GenerationFile file = read(R"({"bos_token_id": 151643, "do_sample": true, "eos_token_id": [151645, 151643], "pad_token_id": 151643,
      "temperature": 0.6, "top_k": 20, "top_p": 0.95, "transformers_version": "4.51.0"})");
    QVERIFY(file.present);
    QCOMPARE(file.options.temperature, 0.6);
    QCOMPARE(file.options.top_k, 20);
    QCOMPARE(file.options.top_p, 0.95);
    QCOMPARE(file.options.max_new_tokens, 128);
    QCOMPARE(file.honoured, (std::vector<std::string>{"do_sample", "eos_token_id", "temperature", "top_k", "top_p"}));
    QVERIFY(file.ignored.empty());
  }
  void withoutSamplingItIsGreedy() {
    QCOMPARE(read(R"({"do_sample": false, "temperature": 0.6})").options.temperature, 0.0);
    QCOMPARE(read(R"({"temperature": 0.6})").options.temperature, 0.0);
    QCOMPARE(read("{}", {.temperature = 0.9}).options.temperature, 0.0);
  }
  void samplingHasTheReferencesDefaults() {
    const GenerationFile file = read(R"({"do_sample": true})");
    QCOMPARE(file.options.temperature, 1.0);
    QCOMPARE(file.options.top_k, 50);
  }
  void everyOptionIsRead() {
    const GenerateOptions made = read(R"({"max_new_tokens": 5, "min_new_tokens": 2, "min_p": 0.1, "repetition_penalty": 1.1, "no_repeat_ngram_size": 3,
      "stop_strings": "END", "num_beams": 4, "num_return_sequences": 2, "length_penalty": 0.5, "early_stopping": true, "top_k": null})").options;
    QVERIFY(fields_to_json(made) == fields_to_json(GenerateOptions{.max_new_tokens = 5, .min_new_tokens = 2, .min_p = 0.1, .repetition_penalty = 1.1, .no_repeat_ngram_size = 3,
             .stop_strings = {"END"}, .num_beams = 4, .num_return_sequences = 2, .length_penalty = 0.5, .early_stopping = "yes"}));
    QCOMPARE(read(R"({"early_stopping": "never", "stop_strings": ["a", "b"]})").options.stop_strings.size(), size_t{2});
  }
  void whatIsNotKnownIsNamed() {
    QCOMPARE(read(R"({"typical_p": 0.9, "eos_token_id": 2, "use_cache": true, "max_length": 20})").ignored, (std::vector<std::string>{"typical_p", "max_length"}));
  }
  void aFaultIsASentence_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::newRow("temperature") << R"({"do_sample": true, "temperature": "hot"})" << "temperature";
    QTest::newRow("range") << R"({"do_sample": true, "top_p": 1.5})" << "top_p";
    QTest::newRow("end") << R"({"eos_token_id": "</s>"})" << "eos_token_id";
    QTest::newRow("end in a list") << R"({"eos_token_id": [1, -2]})" << "eos_token_id";
    QTest::newRow("sampling") << R"({"do_sample": "yes"})" << "do_sample";
    QTest::newRow("early") << R"({"early_stopping": 3})" << "early_stopping";
    QTest::newRow("list") << "[1]" << "generation_config.json";
    QTest::newRow("torn") << R"({"top_k": )" << "generation_config.json";
  }
  void aFaultIsASentence() {
    QFETCH(QString, text);
    QFETCH(QString, part);
    try {
      read(text.toStdString());
      QFAIL("it was read");
    } catch (const Error& error) {
      QVERIFY2(QString(error.what()).contains("generation_config.json") && QString(error.what()).contains(part), error.what());
    }
  }
};

LATHE_TEST(TestGenerationFile)
#include "test_generation_file.moc"
