// Folders in and out: nothing is guessed, everything wrong is named, what is saved reads back byte for byte.
#include <ATen/ATen.h>

#include <QTest>
#include <cmath>

#include "core/base/atomic_file.h"
#include "core/io/model_folder.h"
#include "core/model/loader.h"
#include "core/model/tensors.h"
#include "core/runs/checkpoint_folder.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/folders.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

const char* const kWeights = "model.safetensors";

// Rewrites the weights of a folder after `change` has been at them.
void change_tensors(const fs::path& folder, const std::function<void(std::map<std::string, at::Tensor>&)>& change) {
  std::map<std::string, at::Tensor> tensors;
  std::string dtype = "F32";
  {
    const io::SafetensorsFile file(folder / kWeights);
    for (const auto& [name, entry] : file.tensors()) {
      tensors[name] = model::to_tensor(entry, name);
      dtype = entry.dtype;
    }
  }
  change(tensors);
  model::TensorFile out;
  for (const auto& [name, tensor] : tensors) out.add(name, tensor, dtype);
  out.save(real_file_system(), folder / kWeights);
}

void change_config(const fs::path& folder, const std::function<void(Json&)>& change) {
  Json config = io::read_model_config(folder);
  change(config);
  put_bytes(folder / "config.json", to_sorted_text(config));
}

Error error_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  return Error("", {});
}
std::string code_of(const fs::path& folder) {
  return error_of([&] { model::load_model(folder, {}); }).code;
}

at::Tensor logits_of(const model::LoadedModel& model) {
  const at::NoGradGuard quiet;
  return model.decoder->logits(model.decoder->forward(model::to_inputs(pack_by_hand({{{5, 6, 7, 8}, {5, 6, 7, 8}, 0}}), at::kCPU), {}));
}

}  // namespace

class TestLoader : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  // As transformers starts GPT-2: what ends a sub-layer is narrower by the square root of twice the layers.
  void randomOutputMapsOfGpt2AreNarrower() {
    const auto model = model::load_model(fixture("models/gpt2"), {.from_scratch = true, .seed = 3});
    const double narrower = 1 / std::sqrt(2.0 * static_cast<double>(model.decoder->config().layers));
    for (const model::Parameter& parameter : model.decoder->parameters()) {
      if (!parameter.decay || parameter.slot.find("layers.") != 0) continue;
      const bool output = parameter.slot.ends_with(".o.weight") || parameter.slot.ends_with(".down.weight");
      const double share = parameter.tensor->std().item<double>() / model.decoder->config().initial_std;
      QVERIFY2(std::abs(share - (output ? narrower : 1)) < 0.1, parameter.slot.c_str());
    }
  }

  void savingAndLoadingKeepsEveryByte_data() {
    QTest::addColumn<QString>("name");
    const auto models = parity_models("logits");
    QVERIFY(models.size() >= 12);
    for (const ParityModel& model : models)
      if (model.name != "real") QTest::newRow(model.name.c_str()) << QString::fromStdString(model.name);
  }
  void savingAndLoadingKeepsEveryByte() {
    QFETCH(QString, name);
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/" + name.toStdString()));
    put_bytes(folder / "tokenizer.json", "{\"version\": \"1.0\"}");
    put_bytes(folder / "chat_template.jinja", "{{ messages }}\n");
    change_config(folder, [](Json& config) { config["a_key_nobody_knows"] = {{"kept", true}}; });
    const auto model = model::load_model(folder, {});
    const std::string dtype = name.endsWith("bf16") ? "BF16" : "F32";
    model::save_model(real_file_system(), model, scratch.path() / "saved", dtype);
    auto before = files_of(folder), after = files_of(scratch.path() / "saved");
    for (const char* same : {"tokenizer.json", "chat_template.jinja", "generation_config.json"}) QCOMPARE(after.at(same), before.at(same));
    const auto again = model::load_model(scratch.path() / "saved", {});
    QCOMPARE(again.fingerprint, model.fingerprint);
    QVERIFY(at::equal(logits_of(again), logits_of(model)));
    QVERIFY(again.hf_config["a_key_nobody_knows"]["kept"].get<bool>());
    const bool rotary = model.decoder->config().rotary;
    QVERIFY(again.hf_config.contains("rope_theta") == rotary && again.hf_config.contains("rope_parameters") == rotary);
    model::save_model(real_file_system(), again, scratch.path() / "twice", dtype);
    QCOMPARE(files_of(scratch.path() / "twice"), after);
  }

  void filesThatLeadOutAreNeitherReadNorCopied_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"config.json", "generation_config.json", "tokenizer.json", "special_tokens_map.json", "chat_template.jinja", "additional_chat_templates/rag.jinja"})
      QTest::newRow(name) << name;
  }
  void filesThatLeadOutAreNeitherReadNorCopied() {
    QFETCH(QString, name);
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/llama_tied")), file = folder / name.toStdString();
    const auto model = model::load_model(folder, {});
    put_bytes(scratch.path() / "secret", "{}");
    fs::create_directories(file.parent_path());
    fs::remove(file);
    fs::create_symlink(scratch.path() / "secret", file);
    QCOMPARE(code_of(folder), std::string("model.outside"));
    if (name == "config.json") return;   // never copied
    QCOMPARE(error_of([&] { model::save_model(real_file_system(), model, scratch.path() / "saved", "F32"); }).code, std::string("model.outside"));
    QVERIFY(!fs::exists(scratch.path() / "saved" / name.toStdString()));
  }

  void aSnapshotOfTheHubsCacheIsReadAndSavedWhole() {
    const Scratch scratch;
    const auto plain = scratch.copy_of(fixture("models/llama_tied"));
    put_bytes(plain / "chat_template.jinja", "{{ messages }}\n");
    const auto folder = hub_snapshot(plain, scratch.path()), blobs = folder.parent_path().parent_path() / "blobs";
    put_bytes(blobs / "rag", "{{ documents }}");
    fs::create_directories(folder / "additional_chat_templates");
    fs::create_symlink("../../../blobs/rag", folder / "additional_chat_templates/rag.jinja");
    const auto model = model::load_model(folder, {});
    QCOMPARE(model.fingerprint, model::load_model(plain, {}).fingerprint);
    model::save_model(real_file_system(), model, scratch.path() / "saved", "F32");
    const auto saved = files_of(scratch.path() / "saved");
    QCOMPARE(saved.at("chat_template.jinja"), std::string("{{ messages }}\n"));
    QCOMPARE(saved.at("additional_chat_templates/rag.jinja"), std::string("{{ documents }}"));
    QVERIFY(!fs::is_symlink(scratch.path() / "saved/chat_template.jinja"));
  }

  void whatIsMissingWrongOrUnknownIsNamedAllAtOnce() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/llama_untied"));
    change_tensors(folder, [](auto& tensors) {
      tensors.erase("model.norm.weight");
      tensors.erase("lm_head.weight");
      tensors["model.layers.0.self_attn.q_proj.weight"] = at::zeros({3, 4});
      tensors["model.layers.0.strange"] = at::zeros({1});
      tensors["model.layers.0.self_attn.rotary_emb.inv_freq"] = at::zeros({6});
    });
    const Error error = error_of([&] { model::load_model(folder, {}); });
    QCOMPARE(error.code, std::string("model.wrong_tensors"));
    QCOMPARE(error.issues.size(), size_t{4});
    std::set<std::string> fields;
    for (const Issue& issue : error.issues) fields.insert(issue.field);
    QCOMPARE(fields, (std::set<std::string>{"model.norm.weight", "lm_head.weight", "model.layers.0.self_attn.q_proj.weight", "model.layers.0.strange"}));
  }

  void namesWithoutModelInFrontAreReadToo() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/qwen3_tied"));
    const auto model = model::load_model(folder, {});
    change_tensors(folder, [](auto& tensors) {
      std::map<std::string, at::Tensor> bare;
      for (const auto& [name, tensor] : tensors) bare[name.substr(6)] = tensor;
      tensors = bare;
    });
    QVERIFY(at::equal(logits_of(model::load_model(folder, {})), logits_of(model)));
  }

  void gpt2NamesWithoutTransformerInFrontAndItsBuffersAreReadToo() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/gpt2"));
    const auto model = model::load_model(folder, {});
    change_tensors(folder, [](auto& tensors) {
      std::map<std::string, at::Tensor> bare;
      for (const auto& [name, tensor] : tensors) bare[name.substr(12)] = tensor;
      bare["h.0.attn.bias"] = at::ones({1, 1, 8, 8});
      tensors = bare;
    });
    QVERIFY(at::equal(logits_of(model::load_model(folder, {})), logits_of(model)));
  }

  void codeThatAFolderBringsIsSaidAndNotRun() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/qwen3_tied"));
    change_config(folder, [](Json& config) { config["auto_map"] = {{"AutoModelForCausalLM", "modeling_own.OwnForCausalLM"}}; });
    const auto model = model::load_model(folder, {});
    QVERIFY(model.notes.size() == 1 && model.notes[0].str().find("code of its own") != std::string::npos && model.notes[0].str().find("Qwen3") != std::string::npos);
    QVERIFY(at::equal(logits_of(model), logits_of(model::load_model(fixture("models/qwen3_tied"), {}))));
    change_config(folder, [](Json& config) { config["model_type"] = "own"; });
    const Error error = error_of([&] { model::load_model(folder, {}); });
    QVERIFY(error.code == "model.unsupported" && error.hint.str().find("code of its own") != std::string::npos);
  }

  void anEqualHeadIsTiedAndADifferentOneIsUntiedAndSaid() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/qwen3_tied"));
    const auto plain = model::load_model(folder, {});
    change_tensors(folder, [](auto& tensors) { tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"].clone(); });
    const auto equal = model::load_model(folder, {});
    QVERIFY(equal.decoder->config().tied_head && equal.notes.empty());
    change_tensors(folder, [](auto& tensors) { tensors["lm_head.weight"].mul_(2); });
    const auto different = model::load_model(folder, {});
    QVERIFY(!different.decoder->config().tied_head);
    QCOMPARE(different.notes.size(), size_t{1});
    QVERIFY(relative_error(logits_of(different), 2 * logits_of(plain)) < 1e-6);
    model::save_model(real_file_system(), different, scratch.path() / "saved", "F32");
    const auto again = model::load_model(scratch.path() / "saved", {});
    QVERIFY(!again.hf_config["tie_word_embeddings"].get<bool>() && again.notes.empty());
    QVERIFY(at::equal(logits_of(again), logits_of(different)));
  }

  void aHeadAloneServesATiedModel() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/qwen3_tied"));
    const auto plain = model::load_model(folder, {});
    change_tensors(folder, [](auto& tensors) {
      tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"];
      tensors.erase("model.embed_tokens.weight");
    });
    QVERIFY(at::equal(logits_of(model::load_model(folder, {})), logits_of(plain)));
  }

  void aModelAboveTheShardSizeIsSavedWithAnIndex() {
    const Scratch scratch;
    const auto model = model::load_model(fixture("models/llama_untied"), {});
    const auto folder = scratch.path() / "saved";
    model::save_model(real_file_system(), model, folder, "F32");
    model::save_model(real_file_system(), model, folder, {"F32", 20000});
    QVERIFY(!fs::exists(folder / kWeights));
    const Json index = read_json_file(folder / "model.safetensors.index.json");
    std::set<std::string> files;
    for (const auto& [tensor, file] : index["weight_map"].items()) files.insert(file.get<std::string>());
    QVERIFY(files.size() >= 4 && files.contains("model-00001-of-0000" + std::to_string(files.size()) + ".safetensors"));
    QCOMPARE(index["metadata"]["total_parameters"].get<int64_t>(), model.decoder->num_parameters());
    const auto again = model::load_model(folder, {});
    QCOMPARE(again.fingerprint, model.fingerprint);
    QVERIFY(at::equal(logits_of(again), logits_of(model)));
    model::save_model(real_file_system(), again, folder, "F32");
    QVERIFY(!fs::exists(folder / "model.safetensors.index.json") && fs::exists(folder / kWeights));
  }

  void halfPrecisionIsReadAndSaved() {
    const Scratch scratch;
    const auto model = model::load_model(fixture("models/qwen3_bf16"), {});
    model::save_model(real_file_system(), model, scratch.path() / "saved", "F16");
    const auto half = model::load_model(scratch.path() / "saved", {});
    QCOMPARE(half.hf_config["dtype"].get<std::string>(), std::string("float16"));
    QCOMPARE(half.decoder->config().stored_dtype, std::string("F16"));
    QVERIFY(relative_error(logits_of(half), logits_of(model)) < 1e-3);
    model::save_model(real_file_system(), half, scratch.path() / "twice", "F16");
    QCOMPARE(model::load_model(scratch.path() / "twice", {}).fingerprint, half.fingerprint);
  }

  void memoryStaysBelowAShardAndAFifth() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/llama_untied"));
    change_config(folder, [](Json& config) {
      config["num_hidden_layers"] = 12;
      config["hidden_size"] = 512;
      config["num_attention_heads"] = 8;
      config["num_key_value_heads"] = 8;
      config["head_dim"] = 64;
      config["intermediate_size"] = 1024;
      config.erase("layer_types");
    });
    constexpr int64_t kShard = int64_t{16} << 20;
    {
      const auto large = model::load_model(folder, {.compute_dtype = at::kBFloat16, .from_scratch = true});
      model::save_model(real_file_system(), large, scratch.path() / "large", {"BF16", kShard});
    }
    const auto highest = [&] {
      std::ifstream status("/proc/self/status");
      for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6)) * 1024;
      return 0LL;
    };
    if (!(std::ofstream("/proc/self/clear_refs") << "5" << std::flush)) QSKIP("the system does not let a process reset its peak of memory");
    const auto before = highest();
    // Tensors of the meta device have no bytes: what grows is the reading alone.
    const auto model = model::load_model(scratch.path() / "large", {.device = at::kMeta, .compute_dtype = at::kBFloat16});
    const auto grown = highest() - before;
    qInfo("%lld MB of weights, shards of %lld MB: memory grew by %lld MB", static_cast<long long>(model.decoder->num_parameters() >> 19),
          static_cast<long long>(kShard >> 20), static_cast<long long>(grown >> 20));
    QVERIFY2(grown < kShard * 12 / 10, std::to_string(grown).c_str());
  }

  void weightsAreHeldInTheComputeType() {
    const auto model = model::load_model(fixture("models/llama_tied"), {.compute_dtype = at::kBFloat16});
    for (const model::Parameter& parameter : model.decoder->parameters()) QCOMPARE(parameter.tensor->scalar_type(), at::kBFloat16);
  }

  void randomWeightsDependOnSeedAndNameAlone() {
    const auto folder = fixture("models/qwen3_untied");
    const auto one = model::load_model(folder, {.from_scratch = true, .seed = 7}), same = model::load_model(folder, {.from_scratch = true, .seed = 7}),
               other = model::load_model(folder, {.from_scratch = true, .seed = 8});
    QCOMPARE(one.fingerprint, same.fingerprint);
    QVERIFY(one.fingerprint != other.fingerprint);
    for (const model::Parameter& parameter : one.decoder->parameters()) {
      if (parameter.name.find("norm") != std::string::npos) {
        QVERIFY(at::equal(*parameter.tensor, at::ones_like(*parameter.tensor)));
        continue;
      }
      const double mean = parameter.tensor->mean().item<double>(), std = parameter.tensor->std().item<double>();
      QVERIFY2(std::abs(std - 0.02) < 0.003 && std::abs(mean) < 0.003, parameter.name.c_str());
    }
    QVERIFY(at::equal(logits_of(one), logits_of(same)) && !at::equal(logits_of(one), logits_of(other)));
  }

  void missingFilesAreSaidInASentence() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/llama_tied"));
    fs::rename(folder / kWeights, folder / "pytorch_model.bin");
    QCOMPARE(code_of(folder), std::string("model.pickle"));
    fs::remove(folder / "pytorch_model.bin");
    QCOMPARE(code_of(folder), std::string("model.no_weights"));
    fs::remove(folder / "config.json");
    QCOMPARE(code_of(folder), std::string("model.no_config"));
    QCOMPARE(code_of(scratch.path() / "nowhere"), std::string("model.no_config"));
  }

  void integersAreNoWeights() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/llama_tied"));
    const io::SafetensorsFile file(folder / kWeights);
    auto entries = file.tensors();
    const std::vector<int32_t> numbers(32, 1);
    entries["model.norm.weight"] = {"I32", {32}, std::as_bytes(std::span(numbers))};
    io::write_safetensors(real_file_system(), folder / "other.safetensors", entries);
    fs::rename(folder / "other.safetensors", folder / kWeights);
    QCOMPARE(code_of(folder), std::string("model.element_type"));
  }

  void everyFailureOfTheDiskLeavesTheOldModelOrTheNewOne() {
    const Scratch scratch;
    const auto target = scratch.path() / "saved";
    const auto put = [&](FileSystem& disk, const model::LoadedModel& model) {
      runs::replace_folder(disk, target, [&](const fs::path& folder) { model::save_model(disk, model, folder, "F32"); });
    };
    const auto first = model::load_model(fixture("models/llama_tied"), {}), second = model::load_model(fixture("models/llama_tied"), {.from_scratch = true, .seed = 5});
    put(real_file_system(), second);
    const auto after = files_of(target);
    put(real_file_system(), first);
    const auto before = files_of(target);
    QVERIFY(before.size() == after.size() && before != after);
    FaultyDisk counting(0, ENOSPC);
    put(counting, second);
    for (int n = 1; n <= counting.operations(); ++n)
      for (const int fault : {ENOSPC, EACCES, EIO}) {
        put(real_file_system(), first);
        FaultyDisk disk(n, fault);
        QVERIFY(error_of([&] { put(disk, second); }).code.starts_with("disk."));
        runs::recover_folder(real_file_system(), target);
        const auto now = files_of(target);
        QVERIFY2(now == before || (n == counting.operations() && now == after), std::to_string(n).c_str());   // the last flushes the parent
      }
  }

  void stoppingEndsALoad() {
    std::stop_source source;
    source.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled, model::load_model(fixture("models/llama_tied"), {.stop = source.get_token()}));
  }
  void progressEndsAtTheWhole() {
    int64_t last = 0, whole = -1;
    model::load_model(fixture("models/llama_tied"), {.progress = [&](int64_t done, int64_t total) { last = done; whole = total; }});
    QCOMPARE(last, whole);
  }
};

LATHE_TEST(TestLoader)
#include "test_loader.moc"
