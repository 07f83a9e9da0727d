// Labels of texts: an encoder and a decoder learn them from end to end, and what they learned is in their folders.
#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <fstream>

#include "core/model/loader.h"
#include "core/peft/method.h"
#include "core/train/confusion.h"
#include "core/train/prepared_data.h"
#include "tests/core/train/tiny_run.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;
using tests::Heard;

namespace {

const std::vector<std::string> kLabels = {"bad", "good"};

// Texts whose second word gives the label away.
void write_texts(const std::filesystem::path& path, int count) {
  std::ofstream file(path);
  for (int i = 0; i < count; ++i) {
    const bool good = i % 3 == 0;
    file << Json{{"text", std::string(good ? "A fine" : "A poor") + " dinner number " + std::to_string(i)}, {"label", good ? "good" : "bad"}}.dump() << "\n";
  }
}

config::RunConfig config_of(const tests::TinyProject& project, const std::string& architecture, const std::string& method) {
  Json hf = {{"model_type", "bert"}, {"vocab_size", 608}, {"hidden_size", 16}, {"num_hidden_layers", 1}, {"num_attention_heads", 2}, {"intermediate_size", 24},
             {"max_position_embeddings", 64}, {"initializer_range", 0.2}};
  if (architecture == "bert") std::ofstream(project.model() / "config.json") << hf.dump();
  write_texts(project.records(), 48);
  config::RunConfig config = project.config(method);
  config.objective = {{"kind", "classification"}};
  config.data.max_tokens = 64;
  config.train.epochs = method == "full" ? 12 : 40;       // beside a frozen random base there is less to learn with
  config.optimizer.learning_rate = method == "full" ? 5e-3 : 1e-2;
  config.samples.prompts = {"Is never asked."};
  return config;
}

double accuracy_of(const model::LoadedModel& model, const model::Attachments& attachments, const std::vector<data::Sample>& samples) {
  std::vector<const data::Sample*> all;
  for (const data::Sample& sample : samples) all.push_back(&sample);
  const at::NoGradGuard quiet;
  Confusion confusion(2);
  for (const data::Batch& batch : data::pack(all, {})) {
    const auto inputs = model::to_inputs(batch, at::kCPU);
    const model::ForwardOptions options{.attachments = &attachments};
    confusion.add(model.decoder->class_logits(model.decoder->forward(inputs, options), inputs, options).argmax(1), inputs.classes_M);
  }
  return confusion.accuracy();
}

struct Silent final : RunObserver {
  void data_checked(const data::AuditReport&) override {}
  void opened(const OpenedRun&) override {}
  void stepped(const runs::StepMetrics&) override {}
  void evaluated(const runs::EvalMetrics&) override {}
  void sampled(const runs::SampleText&) override {}
  void saved(const runs::CheckpointSaved&) override {}
  void stage(const Stage&) override {}
  void log(const Phrase&) override {}
  void between_steps(const LiveModel&) override {}
};

}  // namespace

class TestClassification : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aModelLearnsLabelsAndKeepsThem_data() {
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<QString>("method");
    for (const char* architecture : {"bert", "qwen3"})
      for (const char* method : {"full", "lora"}) QTest::addRow("%s %s", architecture, method) << architecture << method;
  }
  void aModelLearnsLabelsAndKeepsThem() {
    QFETCH(QString, architecture);
    QFETCH(QString, method);
    const tests::TinyProject project;
    const config::RunConfig config = config_of(project, architecture.toStdString(), method.toStdString());
    RunControl control;
    Heard heard;
    const TrainOutcome out = tests::run_new(project, config, heard, control);
    QCOMPARE(out.end, RunEnd::finished);
    QVERIFY(heard.samples.empty() && !heard.evaluations.empty());
    const runs::EvalMetrics& last = heard.evaluations.back();
    QVERIFY2(last.accuracy && *last.accuracy >= 0.85 && last.macro_f1 && *last.macro_f1 > 0.8, std::to_string(last.accuracy.value_or(-1)).c_str());
    QCOMPARE(runs::eval_metrics_from_json(runs::to_json(last)).macro_f1, last.macro_f1);

    Silent silent;
    const PreparedData data = prepare_data(config, {}, {}, silent);
    QCOMPARE(data.labels, kLabels);
    const Json saved = read_json_file(out.folder / "final" / "config.json");
    QCOMPARE(saved["id2label"]["1"].get<std::string>(), std::string("good"));
    QVERIFY(saved["architectures"][0].get<std::string>().ends_with("ForSequenceClassification"));
    if (method == "full") {
      const auto model = model::load_model(out.folder / "final", {});
      QCOMPARE(model.decoder->config().labels, kLabels);
      QVERIFY(accuracy_of(model, {}, data.train) > 0.9);
      return;
    }
    const Json adapter = read_json_file(out.folder / "final" / "adapter_config.json");
    QVERIFY(adapter["task_type"] == "SEQ_CLS" && adapter["modules_to_save"].size() >= 2);
    // The base begins at random by seed, so that the same seed gives it again.
    const auto base = model::load_model(project.model(), {.from_scratch = true, .seed = static_cast<uint64_t>(config.train.seed), .labels = kLabels});
    const auto loaded = peft::load_adapter(out.folder / "final", base);
    QVERIFY(loaded.attachments.head.contains("classes.weight"));
    QVERIFY(accuracy_of(base, loaded.attachments, data.train) > 0.9);
    QVERIFY(accuracy_of(base, {}, data.train) < 0.9);
  }

  void aHeadForSeveralLabelsATextGoesOnAsOneForOne_data() {
    QTest::addColumn<QString>("method");
    QTest::newRow("full") << "full";
    QTest::newRow("lora") << "lora";
  }
  void aHeadForSeveralLabelsATextGoesOnAsOneForOne() {
    QFETCH(QString, method);
    const tests::TinyProject project;
    config::RunConfig config = config_of(project, "bert", method.toStdString());
    config.train.epochs = 1;
    Json hf = read_json_file(project.model() / "config.json");
    hf["architectures"] = {"BertForSequenceClassification"};
    hf["id2label"] = {{"0", "bad"}, {"1", "good"}};
    hf["problem_type"] = "multi_label_classification";
    std::ofstream(project.model() / "config.json", std::ios::trunc) << hf.dump();
    RunControl control;
    Heard heard;
    const TrainOutcome out = tests::run_new(project, config, heard, control);
    const Json saved = read_json_file(out.folder / "final" / "config.json");
    QCOMPARE(saved["problem_type"].get<std::string>(), std::string("single_label_classification"));
    QVERIFY(saved["id2label"] == hf["id2label"] && saved["architectures"] == hf["architectures"]);
  }

  void recordsAndModelsThatDoNotFitTheObjectiveAreRefused() {
    const tests::TinyProject project;
    config::RunConfig config = config_of(project, "bert", "full");
    RunControl control;
    Heard heard;
    std::string hint;
    const auto code = [&] {
      try {
        tests::run_new(project, config, heard, control);
      } catch (const Error& error) {
        hint = error.hint.str();
        return error.code;
      }
      return std::string();
    };
    config.objective = {{"kind", "instruction"}};
    config.data.max_tokens = config.train.micro_tokens = 256;
    QCOMPARE(QString::fromStdString(code()), QString("train.no_objective"));
    QVERIFY2(hint.find("objective.kind to classification") != std::string::npos, hint.c_str());
    std::ofstream(project.records()) << R"({"instruction": "Say it", "output": "It"})" << "\n" << R"({"instruction": "Say more", "output": "More"})" << "\n";
    QCOMPARE(QString::fromStdString(code()), QString("train.cannot_write"));
    config.objective = {{"kind", "classification"}};
    QCOMPARE(QString::fromStdString(code()), QString("train.no_objective"));
    std::ofstream(project.records(), std::ios::trunc) << R"({"instruction": "Say it", "chosen": "It", "rejected": "No"})" << "\n";
    QCOMPARE(QString::fromStdString(code()), QString("train.no_objective"));
    QVERIFY2(hint.find("no objective that learns from them yet") != std::string::npos, hint.c_str());
  }

  void labelsThatOnlyTheEvaluationKnowsAreRefused() {
    const tests::TinyProject project;
    config::RunConfig config = config_of(project, "bert", "full");
    const auto other = project.workspace().parent_path() / "other.jsonl";
    std::ofstream(other) << R"({"text": "A dinner", "label": "fair"})" << "\n" << R"({"text": "A lunch", "label": "good"})" << "\n";
    config.data.eval_path = other.string();
    RunControl control;
    Heard heard;
    try {
      tests::run_new(project, config, heard, control);
      QFAIL("nothing was thrown");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("data.unknown_label"));
      QVERIFY(std::string(error.what()).find("fair") != std::string::npos);
    }
  }

  void accuracyAndMacroF1AreScikitLearns() {
    Confusion confusion(3);
    confusion.add(at::tensor({0, 1, 1, 0}, at::kLong), at::tensor({0, 1, 0, 0}, at::kLong));
    confusion.add(at::tensor({1, 1}, at::kLong), at::tensor({2, 1}, at::kLong));
    QCOMPARE(confusion.accuracy(), 4.0 / 6);
    // f1: class 0 2*2/(2+3), class 1 2*2/(4+2), class 2 none right
    QVERIFY(std::abs(confusion.macro_f1() - (0.8 + 4.0 / 6 + 0) / 3) < 1e-12);
  }
};

LATHE_TEST(TestClassification)
#include "test_classification.moc"
