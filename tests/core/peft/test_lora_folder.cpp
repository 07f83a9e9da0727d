// Adapter folders: what PEFT wrote gives PEFT's numbers, what we write is what PEFT reads, and nothing wrong loads.
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/io/model_folder.h"
#include "core/peft/method.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/folders.h"
#include "tests/support/leaves.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

const char* const kTensors = "adapter_model.safetensors";
const char* const kConfig = "adapter_config.json";

struct Case {
  model::LoadedModel model;
  fs::path folder;
};
Case load_case(const std::string& name) {
  const fs::path folder = fixture("lora/" + name);
  const std::string base = read_json_file(folder / kConfig)["base_model_name_or_path"].get<std::string>();
  return {model::load_model(fixture("models/" + base), {}), folder};
}

model::DecoderInputs inputs_of(const Expected& expected) { return model::to_inputs(pack_by_hand(fixture_documents(expected)), at::kCPU); }

at::Tensor logits_of(const model::LoadedModel& model, const model::Attachments& attachments, const model::DecoderInputs& inputs) {
  const at::NoGradGuard quiet;
  return model.decoder->logits(model.decoder->forward(inputs, {.attachments = &attachments}));
}

Json lora_options(const Json& config) {
  Json targets = Json::array();
  if (config["fan_in_fan_out"] == true) targets = {"q", "o", "up", "down"};   // GPT-2's own names differ
  else for (const Json& target : config["target_modules"]) targets.push_back(target.get<std::string>().substr(0, target.get<std::string>().find('_')));
  return {{"method", "lora"}, {"rank", config["r"]}, {"alpha", config["lora_alpha"]}, {"targets", targets}};
}

// The adapter's tensors as leaves under PEFT's names, put into the attachments of a fresh tuning.
Leaves bind_leaves(peft::Tuning& tuning, const io::SafetensorsFile& file) {
  Leaves leaves;
  for (const peft::Trainable& trainable : tuning.trainables()) {
    leaves[trainable.name] = model::to_tensor(file.at(trainable.name), trainable.name).requires_grad_(true);
    trainable.bind(leaves[trainable.name]);
  }
  return leaves;
}

std::string code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.code;
  }
  return {};
}

void change_config(const fs::path& folder, const std::function<void(Json&)>& change) {
  Json config = read_json_file(folder / kConfig);
  change(config);
  put_bytes(folder / kConfig, config.dump());
}

void change_tensors(const fs::path& folder, const std::function<void(std::map<std::string, at::Tensor>&)>& change) {
  std::map<std::string, at::Tensor> tensors;
  {
    const io::SafetensorsFile file(folder / kTensors);
    for (const auto& [name, entry] : file.tensors()) tensors[name] = model::to_tensor(entry, name);
  }
  change(tensors);
  model::TensorFile out;
  for (const auto& [name, tensor] : tensors) out.add(name, tensor, "F32");
  out.save(real_file_system(), folder / kTensors);
}

}  // namespace

class TestLoraFolder : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void adaptersOfPeftGiveItsLogits_data() { adapters({"qwen3_tied_all", "llama_untied_all", "qwen3_tied_rslora_qv", "gpt2_all"}); }
  void adaptersOfPeftGiveItsLogits() {
    QFETCH(QString, name);
    const Case c = load_case(name.toStdString());
    const Expected expected(c.folder);
    const auto adapter = peft::load_adapter(c.folder, c.model);
    const at::Tensor logits = logits_of(c.model, adapter.attachments, inputs_of(expected));
    const double error = relative_error(logits, expected.at("logits"));
    const double largest = (logits - expected.at("logits")).abs().max().item<double>();
    qInfo("%s: logits %.1e, largest difference %.1e", qPrintable(name), error, largest);
    QVERIFY(error <= 1e-5 && largest <= 1e-4);
    QVERIFY(relative_error(logits, Expected(c.model.folder).at("logits")) > 1e-2);
    QCOMPARE(adapter.base_model, c.model.folder.filename().string());
    QCOMPARE(adapter.fingerprint.size(), size_t{32});
  }

  void everyGradientAndTenStepsEqualPeft_data() { adapters({"qwen3_tied_all", "llama_untied_all", "gpt2_all"}); }
  void everyGradientAndTenStepsEqualPeft() {
    QFETCH(QString, name);
    Case c = load_case(name.toStdString());
    const Expected expected(c.folder);
    const auto tuning = peft::method_by_id("lora").make(lora_options(read_json_file(c.folder / kConfig)), c.model, 1);
    Leaves leaves = bind_leaves(*tuning, io::SafetensorsFile(c.folder / kTensors));
    const auto inputs = inputs_of(expected);
    const auto loss = [&] {
      return c.model.decoder->loss_sum(c.model.decoder->forward(inputs, {.attachments = &tuning->attachments()}), inputs) / static_cast<double>(inputs.num_targets);
    };
    const Leaves gradients = gradients_of(loss(), leaves);
    QCOMPARE(gradients.size(), expected.names("grad/").size());
    double worst = 0;
    for (const auto& [parameter, gradient] : gradients) {
      const double error = relative_error(gradient, expected.at("grad/" + parameter));
      QVERIFY2(error <= 1e-5, (parameter + " " + std::to_string(error)).c_str());
      worst = std::max(worst, error);
    }
    std::vector<at::Tensor> losses;
    TestAdamW optimizer;
    for (int step = 0; step < 10; ++step) {
      losses.push_back(loss());
      optimizer.step(leaves, gradients_of(losses.back(), leaves));
    }
    QVERIFY(relative_error(at::stack(losses), expected.at("adamw_loss")) <= 1e-5);
    double worst_final = 0;
    for (const auto& [parameter, leaf] : leaves) {
      const double error = relative_error(leaf, expected.at("final/" + parameter));
      QVERIFY2(error <= 1e-5, (parameter + " " + std::to_string(error)).c_str());
      worst_final = std::max(worst_final, error);
    }
    qInfo("%s: gradients %.1e, weights after ten steps %.1e", qPrintable(name), worst, worst_final);
  }

  void whatIsSavedLoadsAsTheSameNumbers() {
    const Scratch scratch;
    Case c = load_case("qwen3_tied_all");
    const auto tuning = peft::method_by_id("lora").make(lora_options(read_json_file(c.folder / kConfig)), c.model, 1);
    const Leaves leaves = bind_leaves(*tuning, io::SafetensorsFile(c.folder / kTensors));
    const fs::path saved = scratch.path() / "saved", twice = scratch.path() / "twice";
    tuning->save(real_file_system(), saved);
    const auto adapter = peft::load_adapter(saved, c.model);
    const auto inputs = inputs_of(Expected(c.folder));
    QVERIFY(at::equal(logits_of(c.model, adapter.attachments, inputs), logits_of(c.model, tuning->attachments(), inputs)));
    QVERIFY(bytes_of(saved / kTensors) == bytes_of(c.folder / kTensors));        // PEFT's own file, byte for byte
    tuning->save(real_file_system(), twice);
    QCOMPARE(files_of(twice), files_of(saved));
    QVERIFY(!bytes_of(saved / kConfig).ends_with('\n'));
  }

  void theConfigHasExactlyTheKeysThatPeftKnows() {
    const Scratch scratch;
    Case c = load_case("qwen3_tied_all");
    peft::method_by_id("lora").make({{"method", "lora"}, {"rank", 4}, {"alpha", 8}}, c.model, 1)->save(real_file_system(), scratch.path() / "saved");
    const Json ours = read_json_file(scratch.path() / "saved" / kConfig), theirs = read_json_file(c.folder / kConfig);
    for (const auto& [key, value] : ours.items()) {
      QVERIFY2(theirs.contains(key), key.c_str());
      if (key != "base_model_name_or_path" && key != "lora_alpha") QVERIFY2(value == theirs[key], key.c_str());
    }
    for (const char* key : {"peft_type", "task_type", "r", "lora_alpha", "target_modules", "bias", "inference_mode", "use_rslora", "use_dora", "modules_to_save"})
      QVERIFY2(ours.contains(key), key);
    QVERIFY(ours["lora_alpha"].is_number_integer());
  }

  void targetsNameTheAdaptedModulesAndNoOthers() {
    const auto targets = [](const std::string& base, const Json& maps) {
      const Scratch scratch;
      model::LoadedModel model = model::load_model(fixture(base), {});
      peft::method_by_id("lora").make({{"method", "lora"}, {"rank", 2}, {"targets", maps}}, model, 1)->save(real_file_system(), scratch.path() / "saved");
      peft::load_adapter(scratch.path() / "saved", model);                                     // throws where one is not served
      return read_json_file(scratch.path() / "saved" / kConfig)["target_modules"].get<std::vector<std::string>>();
    };
    using Names = std::vector<std::string>;
    QCOMPARE(targets("models/gpt2", {"q", "k", "v", "o", "gate", "up", "down"}), (Names{"c_attn", "c_fc", "c_proj"}));
    QCOMPARE(targets("models/gpt2", {"v", "down"}), (Names{"c_attn", "mlp.c_proj"}));
    QCOMPARE(targets("classifiers/bert_classes", {"q", "v"}), (Names{"query", "value"}));
    QCOMPARE(targets("classifiers/bert_classes", {"o", "down"}), (Names{"output.dense"}));
    QCOMPARE(targets("classifiers/bert_classes", {"down"}), (Names{"0.output.dense", "1.output.dense"}));
  }
  void targetsThatTheModelHasNotAreRefused() {
    model::LoadedModel model = model::load_model(fixture("models/gpt2"), {});
    QCOMPARE(code_of([&] { peft::method_by_id("lora").make({{"method", "lora"}, {"targets", {"gate"}}}, model, 1); }), std::string("peft.no_such_map"));
  }

  void unsupportedOptionsAreRefusedByName_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const std::pair<const char*, const char*> rows[] = {
        {"peft_type", R"("IA3")"},         {"peft_type", "null"},           {"task_type", R"("TOKEN_CLS")"},       {"bias", R"("all")"},
        {"use_dora", "true"},              {"lora_bias", "true"},            {"modules_to_save", R"(["lm_head"])"},
        {"lora_dropout", "1.5"},            {"lora_dropout", "-0.1"},
        {"rank_pattern", R"({"q":2})"},    {"alpha_pattern", R"({"q":2})"}, {"layers_to_transform", "[0]"},      {"init_lora_weights", R"("pissa")"},
        {"init_lora_weights", R"("olora")"}, {"use_qalora", "true"},        {"layer_replication", "[[0,1]]"},    {"target_parameters", R"(["x"])"},
        {"trainable_token_indices", "[1]"}, {"megatron_config", R"({"a":1})"}, {"target_modules", R"(".*q_proj")"}, {"target_modules", "[]"},
        {"target_modules", "[3]"},         {"exclude_modules", R"(["q_proj"])"}};
    for (const auto& [key, value] : rows) QTest::newRow((std::string(key) + value).c_str()) << key << value;
  }
  void unsupportedOptionsAreRefusedByName() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    const Scratch scratch;
    const Case c = load_case("qwen3_tied_all");
    const auto folder = scratch.copy_of(c.folder);
    change_config(folder, [&](Json& config) { config[key.toStdString()] = Json::parse(value.toStdString()); });
    try {
      peft::load_adapter(folder, c.model);
      QFAIL("it loaded");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("adapter.unsupported"));
      QVERIFY2(std::string(error.what()).find(key.toStdString()) != std::string::npos, error.what());
    }
  }

  void faultyTensorsAreAllNamed() {
    const Scratch scratch;
    const Case c = load_case("qwen3_tied_all");
    const auto folder = scratch.copy_of(c.folder);
    const std::string q = "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight";
    change_tensors(folder, [&](auto& tensors) {
      tensors["layers.0.self_attn.q_proj.lora_A.weight"] = tensors[q];
      tensors.erase(q);
      tensors["base_model.model.model.layers.1.mlp.up_proj.lora_B.weight"] = at::zeros({2, 2});
    });
    try {
      peft::load_adapter(folder, c.model);
      QFAIL("it loaded");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("adapter.wrong_tensors"));
      QCOMPARE(error.issues.size(), size_t{3});
    }
  }

  void anAdapterOfAnotherModelIsRefused() {
    const Case llama = load_case("llama_untied_all"), qwen = load_case("qwen3_tied_all");
    QCOMPARE(code_of([&] { peft::load_adapter(llama.folder, qwen.model); }), std::string("adapter.wrong_tensors"));
  }
  void aTargetThatIsNoLinearMapIsRefused() {
    const Scratch scratch;
    const Case c = load_case("qwen3_tied_rslora_qv");
    const auto folder = scratch.copy_of(c.folder);
    change_config(folder, [](Json& config) { config["target_modules"] = {"q_proj", "v_proj", "lm_head"}; });
    QCOMPARE(code_of([&] { peft::load_adapter(folder, c.model); }), std::string("adapter.unknown_target"));
    change_config(folder, [](Json& config) { config["target_modules"] = {"proj"}; });
    QCOMPARE(code_of([&] { peft::load_adapter(folder, c.model); }), std::string("adapter.unknown_target"));
    change_config(folder, [](Json& config) { config["target_modules"] = {"q_proj", "v_proj", "k_proj"}; });
    QCOMPARE(code_of([&] { peft::load_adapter(folder, c.model); }), std::string("adapter.wrong_tensors"));
  }

  void missingFilesPicklesAndWaysOutAreRefused() {
    const Scratch scratch;
    const Case c = load_case("qwen3_tied_all");
    const auto folder = scratch.copy_of(c.folder);
    fs::rename(folder / kTensors, scratch.path() / "outside.safetensors");
    QCOMPARE(code_of([&] { peft::load_adapter(folder, c.model); }), std::string("model.no_weights"));
    fs::create_symlink(scratch.path() / "outside.safetensors", folder / kTensors);
    QCOMPARE(code_of([&] { peft::load_adapter(folder, c.model); }), std::string("model.outside"));
    fs::remove(folder / kTensors);
    put_bytes(folder / "adapter_model.bin", "PK\x03\x04");
    QCOMPARE(code_of([&] { peft::load_adapter(folder, c.model); }), std::string("model.pickle"));
    fs::rename(folder / kConfig, scratch.path() / "outside.json");
    fs::create_symlink(scratch.path() / "outside.json", folder / kConfig);
    QCOMPARE(code_of([&] { peft::load_adapter(folder, c.model); }), std::string("model.outside"));
    fs::remove(folder / kConfig);
    QCOMPARE(code_of([&] { peft::load_adapter(folder, c.model); }), std::string("adapter.no_config"));
    QVERIFY(!peft::is_adapter_folder(folder) && peft::is_adapter_folder(c.folder));
  }

  void everyFailureOfTheDiskLeavesTheOldAdapter() {
    const Scratch scratch;
    Case c = load_case("qwen3_tied_rslora_qv");
    const auto tuning = peft::method_by_id("lora").make({{"method", "lora"}, {"rank", 2}}, c.model, 3);
    FaultyDisk counting(0, EIO);
    tuning->save(counting, scratch.path() / "saved");
    const auto before = files_of(scratch.path() / "saved");
    for (int n = 1; n <= counting.operations(); ++n)
      for (const int fault : {ENOSPC, EACCES, EIO}) {
        FaultyDisk disk(n, fault);
        QVERIFY(code_of([&] { tuning->save(disk, scratch.path() / "saved"); }).starts_with("disk."));
        QCOMPARE(files_of(scratch.path() / "saved"), before);
      }
  }

 private:
  static void adapters(const std::vector<const char*>& names) {
    QTest::addColumn<QString>("name");
    for (const char* name : names) QTest::newRow(name) << name;
  }
};

LATHE_TEST(TestLoraFolder)
#include "test_lora_folder.moc"
