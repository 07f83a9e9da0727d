#include <ATen/ATen.h>
#include <ATen/Context.h>

#include <algorithm>
#include <thread>

#include "core/io/safetensors.h"
#include "core/runs/checkpoint_folder.h"
#include "core/runs/run_folder.h"
#include "core/train/accumulate.h"
#include "core/train/result_folder.h"
#include "tests/core/train/tiny_run.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;
using tests::Heard;

namespace {

template <class Work>
std::string code_of(const Work& work) {
  try {
    work();
    return "nothing was thrown";
  } catch (const Error& error) {
    return error.code;
  } catch (const Cancelled&) {
    return "cancelled";
  }
}

bool is_there(const std::filesystem::path& path) { return std::filesystem::exists(path); }

}  // namespace

class TestRun : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void recordsThatAreLeftOutAreSaid() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    config.train.max_steps = 1;
    std::ofstream(project.records(), std::ios::app) << "{\"instruction\": \"torn\n" << R"({"instruction": "asks", "output": ""})" << "\n";
    RunControl control;
    Heard heard;
    tests::run_new(project, config, heard, control);
    QCOMPARE(std::count_if(heard.lines.begin(), heard.lines.end(), [](const std::string& line) { return line.starts_with("2 records are left out"); }), 1);
  }

  void aRunLearnsAndLeavesItsWholeFolder_data() {
    QTest::addColumn<QString>("method");
    QTest::newRow("lora") << "lora";
    QTest::newRow("full") << "full";
  }
  void aRunLearnsAndLeavesItsWholeFolder() {
    QFETCH(QString, method);
    const tests::TinyProject project;
    config::RunConfig config = project.config(method.toStdString());
    config.train.epochs = 12;
    config.optimizer.learning_rate = 1e-2;
    config.samples.prompts = {"Question 1?"};
    RunControl control;
    Heard heard;
    const TrainOutcome out = tests::run_new(project, config, heard, control);
    QCOMPARE(out.end, RunEnd::finished);
    QVERIFY2(heard.steps.back().loss < 0.95 * heard.steps.front().loss,
             qPrintable(QString("%1 -> %2").arg(heard.steps.front().loss).arg(heard.steps.back().loss)));
    for (const char* name : {"run.json", "metrics.jsonl", "data_report.json", "samples.jsonl", "log.txt", "tensorboard", "best", "final", "checkpoints"})
      QVERIFY2(is_there(out.folder / name), name);
    const char* weights = method == "lora" ? "adapter_model.safetensors" : "model.safetensors";
    QVERIFY(is_there(out.folder / "final" / weights) && is_there(out.folder / "best" / weights));
    const runs::RunRecord record = runs::read_run_record(out.folder);
    QCOMPARE(runs::to_text(record.state), std::string("finished"));
    QCOMPARE(record.total_steps, out.step);
    QVERIFY(record.best_note.str().starts_with("best is step"));
    QCOMPARE(runs::read_history(out.folder).steps.size(), heard.steps.size());
    QCOMPARE(heard.openings.size(), size_t{1});
    QVERIFY(heard.samples.size() >= 2 && heard.samples.front().step == 0);
  }

  void bestIsTheLowestEvaluation() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard;
    const TrainOutcome out = tests::run_new(project, project.config("lora"), heard, control);
    const auto lowest = std::min_element(heard.evaluations.begin(), heard.evaluations.end(), [](const auto& a, const auto& b) { return a.loss < b.loss; });
    const auto note = read_result_note(out.folder / "best");
    QCOMPARE(note->step, lowest->step);
    QCOMPARE(*note->eval_loss, lowest->loss);
    QVERIFY(lowest->best);
  }

  void withoutASplitBestIsTheLastAndSaysSo() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    config.data.eval_share = 0;
    RunControl control;
    Heard heard;
    const TrainOutcome out = tests::run_new(project, config, heard, control);
    QVERIFY(heard.evaluations.empty());
    const std::string note = "best is the last: nothing was held out";
    QCOMPARE(runs::read_run_record(out.folder).best_note.str(), note);
    QVERIFY(std::find(heard.lines.begin(), heard.lines.end(), note) != heard.lines.end());
    QVERIFY(tests::bytes_of(out.folder / "log.txt").find(note) != std::string::npos);
    QVERIFY(tests::files_of(out.folder / "best") == tests::files_of(out.folder / "final"));
  }

  void theRepeatableModeEndsWithItsRun() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    config.device.deterministic = true;
    RunControl control;
    Heard heard;
    bool always = true, filled = false;
    heard.on_step = [&](int64_t) {
      always = always && at::globalContext().deterministicAlgorithms();
      filled = filled || at::globalContext().deterministicFillUninitializedMemory();
    };
    const bool before = at::globalContext().deterministicFillUninitializedMemory();
    tests::run_new(project, config, heard, control);
    QVERIFY(always && !filled && !at::globalContext().deterministicAlgorithms());
    QCOMPARE(at::globalContext().deterministicFillUninitializedMemory(), before);
  }

  void recordsBeyondTheModelsContextAreSaid() {
    const tests::TinyProject project;
    Json hf = read_json_file(project.model() / "config.json");
    hf["max_position_embeddings"] = 32;
    std::ofstream(project.model() / "config.json", std::ios::trunc) << hf.dump();
    config::RunConfig config = project.config("lora");
    config.samples.prompts = {"What is the answer to a question that is longer than anything this model has seen?", "A?"};
    RunControl control;
    Heard heard;
    QCOMPARE(tests::run_new(project, config, heard, control).end, RunEnd::finished);
    const auto said = [&](const char* words) {
      return std::any_of(heard.lines.begin(), heard.lines.end(), [&](const std::string& line) { return line.find(words) != std::string::npos; });
    };
    QVERIFY(said("longer than the 32 tokens") && said("the prompt has"));
    QVERIFY(!heard.samples.empty() && heard.samples.front().prompt == "A?");        // the other one is refused, the run goes on
  }

  void answeringIsNoPartOfAStep() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    config.train.max_steps = 3;
    RunControl control;
    Heard heard;
    heard.on_pause_between = [](const LiveModel&) { std::this_thread::sleep_for(std::chrono::seconds(1)); };
    tests::run_new(project, config, heard, control);
    for (const runs::StepMetrics& metrics : heard.steps) QVERIFY(metrics.seconds > 0 && metrics.seconds < 1);
  }

  void anOwnEvaluationFileIsUsedWhole() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    config.data.eval_path = project.records().string();
    RunControl control;
    Heard heard;
    tests::run_new(project, config, heard, control);
    QCOMPARE(heard.reports.size(), size_t{1});
    QCOMPARE(heard.evaluations.front().learned_tokens, heard.reports.front().counts.learned_tokens);
  }

  void metricsAreOnDiskBeforeTheyAreTold() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard;
    std::filesystem::path folder;
    bool always = true;
    heard.on_step = [&](int64_t step) {
      folder = heard.openings.at(0).folder;
      always = always && runs::read_history(folder).steps.back().step == step;
    };
    tests::run_new(project, project.config("lora"), heard, control);
    QVERIFY(always);
  }

  void stoppingEarlyWritesFinalAndBest() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard, later;
    heard.on_step = [&](int64_t step) { control.finish = step == 5; };
    const TrainOutcome out = tests::run_new(project, project.config("lora"), heard, control);
    QCOMPARE(out.end, RunEnd::stopped);
    QCOMPARE(heard.steps.back().step, int64_t{5});
    QCOMPARE(read_result_note(out.folder / "final")->step, int64_t{5});
    QVERIFY(is_there(out.folder / "best"));
    QCOMPARE(runs::to_text(runs::read_run_record(out.folder).state), std::string("stopped"));
    QCOMPARE(tests::resume(out.folder, later, control).end, RunEnd::finished);   // and it can go on
    QCOMPARE(later.steps.front().step, int64_t{6});
  }

  void savingNowMakesACheckpoint() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    config.checkpoints.every_steps = 1000;
    RunControl control;
    Heard heard;
    heard.on_step = [&](int64_t step) { control.save = step == 5; };
    const TrainOutcome out = tests::run_new(project, config, heard, control);
    QCOMPARE(heard.checkpoints.size(), size_t{1});
    QCOMPARE(runs::checkpoint_fault(runs::checkpoint_path(out.folder, 5)), std::string());
  }

  void cancellingLeavesWithinOneMicroBatch() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard, later;
    heard.on_step = [&](int64_t step) {
      if (step == 6) control.stop.request_stop();
    };
    QCOMPARE(code_of([&] { tests::run_new(project, project.config("lora"), heard, control); }), std::string("cancelled"));
    QCOMPARE(heard.steps.back().step, int64_t{6});
    const std::filesystem::path folder = heard.openings.at(0).folder;
    QVERIFY(!is_there(folder / "final"));
    QCOMPARE(runs::to_text(runs::read_run_record(folder).state), std::string("stopped"));
    RunControl fresh;
    QCOMPARE(tests::resume(folder, later, fresh).end, RunEnd::finished);
    QCOMPARE(later.steps.front().step, int64_t{5});   // from its checkpoint at step 4
  }

  void cancellingInsideAStepChangesNoWeight() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    Heard heard;
    const PreparedData data = prepare_data(config, {}, {}, heard);
    data::StepPlan plan(static_cast<int64_t>(data.train.size()), 5, 42);
    const StepBatches step = batches_of(0, data.train, plan, {.micro_tokens = 96});
    QVERIFY(step.batches.size() >= 2);
    class Stopping final : public Objective {
     public:
      std::stop_source stop;
      mutable int calls = 0;
      LossOutput loss(const model::Decoder&, const model::DecoderInputs& inputs, const model::ForwardOptions&) const override {
        ++calls;
        const_cast<std::stop_source&>(stop).request_stop();
        return {at::ones({}).set_requires_grad(true), inputs.num_targets};
      }
    } objective;
    model::LoadedModel model = model::load_model(config.model.path, {.from_scratch = true});
    const auto tuning = peft::method_by_id("lora").make(config.peft, model, 1);
    ParameterArena arena(tuning->trainables(), at::kCPU);
    QCOMPARE(code_of([&] { accumulate_gradients({objective, *model.decoder, tuning->attachments(), 1}, step, arena, objective.stop.get_token()); }), std::string("cancelled"));
    QCOMPARE(objective.calls, 1);
  }

  void oldCheckpointsGoAndTheBestStays() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    config.checkpoints = {.every_steps = 1, .keep = 2};
    RunControl control;
    Heard heard;
    const TrainOutcome out = tests::run_new(project, config, heard, control);
    const int64_t best = read_result_note(out.folder / "best")->step;
    int64_t count = 0;
    bool best_there = false;
    for (const auto& entry : std::filesystem::directory_iterator(out.folder / "checkpoints")) {
      ++count;
      best_there = best_there || runs::step_of_checkpoint(entry.path()) == best;
    }
    QVERIFY(best_there && count <= 3);
  }

  void aPromptIsAnsweredBetweenStepsByTheCurrentWeights() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard;
    std::set<std::string> hashes;
    heard.on_pause_between = [&](const LiveModel& live) { hashes.insert(live.weights_hash()); };
    config::RunConfig config = project.config("lora");
    config.schedule.warmup_share = 0;                 // the first step of a warm-up has no rate and moves nothing
    tests::run_new(project, config, heard, control);
    QCOMPARE(hashes.size(), heard.steps.size());      // before the first step, then another after each but the last
  }

  void aLiveAnswersHashIsThatOfWhatIsSaved_data() {
    QTest::addColumn<QString>("method");
    QTest::newRow("lora") << "lora";
    QTest::newRow("full") << "full";
  }
  void aLiveAnswersHashIsThatOfWhatIsSaved() {
    QFETCH(QString, method);
    const tests::TinyProject project;
    const config::RunConfig config = project.config(method.toStdString());
    RunControl control;
    Heard heard;
    std::string hash;
    heard.on_pause_between = [&](const LiveModel& live) {
      hash = live.weights_hash();
      control.finish = heard.steps.size() == 4;
    };
    const std::filesystem::path final = tests::run_new(project, config, heard, control).folder / "final";
    const model::LoadedModel base = model::load_model(config.model.path, {.from_scratch = true, .seed = static_cast<uint64_t>(config.train.seed)});
    if (method == "full") QCOMPARE(hash, model::load_model(final, {}).fingerprint);
    else QCOMPARE(hash, peft::spoken_hash(base.fingerprint, peft::load_adapter(final, base).fingerprint));
  }

  void faultySettingsAreNamedTogether() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    config.peft = {{"method", "lora"}, {"rank", 0}, {"rnak", 3}};
    config.objective = {{"kind", "nonsense"}};
    const std::vector<Issue> issues = check_choices(config, "run.json");
    QCOMPARE(issues.size(), size_t{3});
    RunControl control;
    Heard heard;
    QCOMPARE(code_of([&] { tests::run_new(project, config, heard, control); }), std::string("config.invalid"));
    QVERIFY(!is_there(project.workspace()));
  }

  void aSetWithNothingToLearnIsRefusedBeforeAFolderIsMade() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard;
    const auto train_on = [&](const std::string& records) {
      std::ofstream(project.records(), std::ios::trunc) << records;
      return code_of([&] { tests::run_new(project, project.config("lora"), heard, control); });
    };
    QVERIFY(train_on("").starts_with("data."));
    QCOMPARE(train_on("{\"instruction\": \"a\", \"output\": \"\"}\n"), std::string("data.nothing_learned"));
    QVERIFY(!is_there(project.workspace() / "runs"));
  }

  void oneRecordIsEnough() {
    const tests::TinyProject project;
    std::ofstream(project.records(), std::ios::trunc) << "{\"instruction\": \"a\", \"output\": \"b\"}\n";
    RunControl control;
    Heard heard;
    QCOMPARE(tests::run_new(project, project.config("lora"), heard, control).end, RunEnd::finished);
    QVERIFY(heard.steps.back().loss < heard.steps.front().loss);
  }
};

LATHE_TEST(TestRun)
#include "test_run.moc"
