// config.json: what is read, in both spellings, and what is refused by name.
#include <QTest>

#include "core/io/model_folder.h"
#include "core/model/arch.h"
#include "core/model/arch/rope.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

Json config_of(const std::string& name) { return io::read_model_config(fixture("models/" + name)); }

model::DecoderConfig read(const Json& hf) { return model::architecture_of(hf, "config.json").decoder(hf, "config.json"); }

// The sentence with which a config is refused; empty when it is not.
std::string refusal(const Json& hf) {
  try {
    read(hf);
  } catch (const Error& error) {
    return error.code + " " + error.what();
  }
  return {};
}

}  // namespace

class TestArchitectures : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyEntryIsDescribed() {
    for (const model::ArchSpec& arch : model::architectures()) QVERIFY(!arch.title.empty() && !arch.help.empty() && !arch.hf_class.empty());
  }

  void bothSpellingsOfRopeAreRead() {
    Json hf = config_of("qwen3_tied");
    QCOMPARE(read(hf).rope.theta, 1e6);
    hf.erase("rope_theta");
    hf["rope_parameters"] = {{"rope_type", "default"}, {"rope_theta", 5e5}};
    QCOMPARE(read(hf).rope.theta, 5e5);
    hf["rope_parameters"] = {{"type", "default"}};
    QCOMPARE(read(hf).rope.theta, 10000.0);
    hf["rope_theta"] = 7000;
    QCOMPARE(read(hf).rope.theta, 7000.0);
  }
  void disagreeingSpellingsAreRefused() {
    Json hf = config_of("qwen3_tied");
    hf["rope_parameters"] = {{"rope_type", "default"}, {"rope_theta", 5e5}};
    QVERIFY(refusal(hf).find("rope_parameters") != std::string::npos);
  }
  void whatIsWrittenReadsBackInEitherSpelling() {
    Json hf = config_of("llama_untied");
    model::write_rope({12345}, hf);
    for (const char* left_out : {"rope_theta", "rope_parameters"}) {
      Json half = hf;
      half.erase(left_out);
      QCOMPARE(read(half).rope.theta, 12345.0);
    }
  }

  void aScalingWithoutItsFactorSaysWhatIsMissing() {
    Json hf = config_of("qwen3_tied");
    hf.erase("rope_parameters");
    hf["rope_scaling"] = {{"rope_type", "linear"}};
    const std::string sentence = refusal(hf);
    QVERIFY2(sentence.find("\"factor\" of the rotary positions is missing") != std::string::npos, sentence.c_str());
  }

  void optionsThatChangeNumbersAreRefusedByName_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const std::pair<const char*, const char*> rows[] = {
        {"rope_scaling", R"({"rope_type":"longrope","factor":8})"}, {"rope_parameters", R"({"full_attention":{"rope_type":"default"}})"},
        {"partial_rotary_factor", "0.5"},                         {"mlp_bias", "true"},
        {"hidden_act", R"("gelu")"},                              {"layer_types", R"(["sliding_attention","full_attention"])"},
        {"quantization_config", R"({"quant_method":"gptq"})"}};
    for (const auto& [key, value] : rows) QTest::newRow((std::string(key) + value).c_str()) << key << value;
  }
  void optionsThatChangeNumbersAreRefusedByName() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    Json hf = config_of("qwen3_tied");
    hf[key.toStdString()] = Json::parse(value.toStdString());
    const std::string sentence = refusal(hf);
    QVERIFY2(sentence.find(key.toStdString()) != std::string::npos && sentence.starts_with("model.unsupported_option"), sentence.c_str());
  }

  void scaledRotaryPositionsAreReadInEverySpelling() {
    const Json settings = {{"rope_type", "yarn"}, {"factor", 4}, {"original_max_position_embeddings", 32}, {"beta_fast", 16}};
    Json hf = config_of("qwen3_tied");
    hf["rope_scaling"] = settings;
    const auto expect = [](const model::RopeConfig& rope) {
      QVERIFY(rope.type == "yarn" && rope.factor == 4 && rope.original_context == 32 && rope.beta_fast == 16 && rope.theta == 1e6);
      QVERIFY(std::abs(rope.attention_factor - (0.1 * std::log(4.0) + 1)) < 1e-12);
    };
    expect(read(hf).rope);
    model::write_rope(read(hf).rope, hf);
    expect(read(hf).rope);
    Json v4 = hf, v5 = hf, old = hf;
    v4.erase("rope_parameters");
    v5.erase("rope_scaling");
    v5.erase("rope_theta");
    old["rope_scaling"].erase("rope_type");
    old["rope_scaling"]["type"] = "yarn";
    for (const Json& spelling : {v4, v5, old}) expect(read(spelling).rope);
    hf["rope_parameters"]["factor"] = 8;
    QVERIFY(refusal(hf).find("different") != std::string::npos);
  }
  void windowsBelongToLayers() {
    Json hf = config_of("qwen3_tied");
    hf.erase("layer_types");
    hf["use_sliding_window"] = true;
    hf["sliding_window"] = 7;
    QVERIFY(read(hf).windows.empty());
    hf["max_window_layers"] = 1;
    QCOMPARE(read(hf).windows, (std::vector<int64_t>{0, 7}));
    hf["layer_types"] = {"sliding_attention", "full_attention"};
    QCOMPARE(read(hf).windows, (std::vector<int64_t>{7, 0}));
    hf["model_type"] = "llama";
    QVERIFY(refusal(hf).find("use_sliding_window") != std::string::npos);
    Json mistral = config_of("mistral");
    mistral["sliding_window"] = nullptr;
    QVERIFY(read(mistral).windows.empty());
    mistral.erase("sliding_window");
    QCOMPARE(read(mistral).window_of(1), int64_t{4096});
  }

  void impossibleSizesAreRefused_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const std::pair<const char*, const char*> rows[] = {
        {"hidden_size", "-1"},        {"hidden_size", "0"},   {"hidden_size", "1.5"},      {"hidden_size", "\"40\""}, {"num_hidden_layers", "1000000000"},
        {"num_key_value_heads", "3"}, {"head_dim", "7"},      {"vocab_size", "null"},      {"rms_norm_eps", "-1"},    {"rms_norm_eps", "\"x\""},
        {"rope_theta", "0"},          {"dtype", "\"int4\""},  {"tie_word_embeddings", "1"}, {"layer_types", R"(["full_attention"])"},
        {"rope_scaling", "3"},        {"vocab_size", "18446744073709551615"}};
    for (const auto& [key, value] : rows) QTest::newRow((std::string(key) + " " + value).c_str()) << key << value;
  }
  void impossibleSizesAreRefused() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    Json hf = config_of("qwen3_tied");
    hf[key.toStdString()] = Json::parse(value.toStdString());
    QVERIFY(!refusal(hf).empty());
  }

  void unknownArchitecturesAreNamedWithTheKnownOnes() {
    Json hf = config_of("qwen3_tied");
    hf["model_type"] = "mamba";
    const std::string sentence = refusal(hf);
    QVERIFY(sentence.find("mamba") != std::string::npos && sentence.find("bert, gpt2, llama, mistral, qwen2, qwen3") != std::string::npos);
    hf.erase("model_type");
    QVERIFY(refusal(hf).find("model_type") != std::string::npos);
  }

  void absentKeysMeanWhatTheFamilySays() {
    Json llama = config_of("llama_tied");
    llama.erase("num_key_value_heads");
    llama.erase("rms_norm_eps");
    QCOMPARE(read(llama).kv_heads, int64_t{4});
    QCOMPARE(read(llama).head_width, int64_t{8});
    QCOMPARE(read(llama).norm_epsilon, 1e-6);
    Json qwen = config_of("qwen3_tied");
    qwen.erase("head_dim");
    qwen.erase("tie_word_embeddings");
    QCOMPARE(read(qwen).head_width, int64_t{128});
    QVERIFY(!read(qwen).tied_head && read(qwen).qk_norm);
  }

  void everySlotHasItsStoredName() {
    const auto& arch = model::architecture_of(config_of("qwen3_tied"), "config.json");
    QCOMPARE(arch.stored_name("layers.13.q_norm.weight"), std::string("model.layers.13.self_attn.q_norm.weight"));
    QCOMPARE(arch.stored_name("layers.2.post_norm.weight"), std::string("model.layers.2.post_attention_layernorm.weight"));
    QCOMPARE(arch.stored_name("layers.0.gate.weight"), std::string("model.layers.0.mlp.gate_proj.weight"));
    QCOMPARE(arch.module_of({3, "o"}), std::string("model.layers.3.self_attn.o_proj"));
  }
};

LATHE_TEST(TestArchitectures)
#include "test_architectures.moc"
