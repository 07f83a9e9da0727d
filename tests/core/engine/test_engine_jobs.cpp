#include <algorithm>

#include "core/io/model_folder.h"
#include "core/model/loader.h"
#include "tests/core/engine/engine_session.h"
#include "tests/support/folder.h"
#include "tests/support/paths.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"
#include "tests/support/tiny_project.h"

using namespace lathe;
using namespace lathe::engine;
using tests::EngineSession;

namespace {

// The tiny model with weights of its own on disk.
void store_weights(const tests::TinyProject& project) {
  const model::LoadedModel model = model::load_model(project.model(), {.from_scratch = true, .seed = 9});
  model::save_model(real_file_system(), model, project.model(), "F32");
}

config::RunConfig stored(const tests::TinyProject& project, const std::string& method) {
  config::RunConfig config = project.config(method);
  config.model.from_scratch = false;
  config.optimizer.learning_rate = 1e-2;
  config.data.max_tokens = config.train.micro_tokens = 128;
  return config;
}

GenerateJob compare_job(const tests::TinyProject& project, const std::filesystem::path& tuned) {
  GenerateJob job{.model = project.model(), .tuned = tuned, .prompts = {{{{"user", "Question 1?", false}}}, {{{"user", "Question 2?", false}}}}};
  job.options.max_new_tokens = 8;
  return job;
}

LogitsJob logits_job(const std::string& model, std::vector<int32_t> ids, const std::filesystem::path& out) {
  LogitsJob job{.model = tests::fixture(model), .ids = std::move(ids), .out = out};
  job.device.kind = "cpu";
  return job;
}

const Answer* find(const std::vector<Answer>& answers, int64_t prompt, Side side) {
  const auto found = std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return a.prompt == prompt && a.side == side; });
  return found == answers.end() ? nullptr : &*found;
}

}  // namespace

class TestEngineJobs : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void beforeAndAfterAnAdapterComeFromOneBase() {
    const tests::TinyProject project;
    store_weights(project);
    EngineSession session;
    const JobFinished trained = session.run(TrainJob{.config = stored(project, "lora"), .workspace = project.workspace()});
    QVERIFY2(trained.result == Result::succeeded, trained.message.str().c_str());
    const JobFinished end = session.run(compare_job(project, std::filesystem::path(trained.path) / "final"));
    QVERIFY2(end.result == Result::succeeded, end.message.str().c_str());
    const auto answers = session.all<Answer>();
    QCOMPARE(answers.size(), size_t{4});
    const Answer *before = find(answers, 0, Side::before), *after = find(answers, 0, Side::after);
    QVERIFY(before && after && find(answers, 1, Side::before) && find(answers, 1, Side::after));
    QVERIFY(before->weights_hash != after->weights_hash && before->weights_hash == find(answers, 1, Side::before)->weights_hash);
    QCOMPARE(before->speaker, std::string("model"));
    QCOMPARE(after->speaker, std::string("model + final"));
    QCOMPARE(before->question, std::string("Question 1?"));

    const JobId again = session.engine->submit(compare_job(project, std::filesystem::path(trained.path) / "final"));
    session.wait_for(again);             // the kept base gives the same answers
    QCOMPARE(find(session.all<Answer>(again), 0, Side::after)->text, after->text);
    QCOMPARE(find(session.all<Answer>(again), 0, Side::before)->text, before->text);
  }

  void wholeModelsAreLoadedOneAfterTheOtherAndItSaysSo() {
    const tests::TinyProject project;
    store_weights(project);
    EngineSession session;
    const JobFinished trained = session.run(TrainJob{.config = stored(project, "full"), .workspace = project.workspace()});
    const JobId id = session.engine->submit(compare_job(project, std::filesystem::path(trained.path) / "final"));
    const JobFinished end = session.wait_for(id);
    QVERIFY2(end.result == Result::succeeded, end.message.str().c_str());
    const auto answers = session.all<Answer>(id);
    QCOMPARE(answers.size(), size_t{4});
    QVERIFY(answers[0].side == Side::before && answers[1].side == Side::before && answers[2].side == Side::after);
    QVERIFY(answers[0].weights_hash != answers[2].weights_hash);
    const auto lines = session.all<LogLine>(id);
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const LogLine& line) { return line.text.str().find("is loaded in its place") != std::string::npos; }));
  }

  void afterARunFromScratchEachSideSpeaksWithItsOwnWeights() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("full");
    config.optimizer.learning_rate = 1e-2;
    EngineSession session;
    const JobFinished trained = session.run(TrainJob{.config = config, .workspace = project.workspace()});
    const std::filesystem::path final = std::filesystem::path(trained.path) / "final";
    GenerateJob job = compare_job(project, final);
    job.model_options = config.model;
    job.model_seed = config.train.seed;
    job.options.seed = 7;                // of the draws: changes no weight
    const JobId id = session.engine->submit(job);
    QVERIFY(session.wait_for(id).result == Result::succeeded);
    const auto answers = session.all<Answer>(id);
    const model::LoadedModel base = model::load_model(project.model(), {.from_scratch = true, .seed = static_cast<uint64_t>(config.train.seed)});
    QCOMPARE(find(answers, 0, Side::before)->weights_hash, base.fingerprint);
    QCOMPARE(find(answers, 0, Side::after)->weights_hash, io::WeightFiles(final).fingerprint());
  }

  void aCancelledComparisonKeepsItsAnswersAndTheEngineGoesOn() {
    const tests::TinyProject project;
    store_weights(project);
    EngineSession session;
    const JobFinished trained = session.run(TrainJob{.config = stored(project, "lora"), .workspace = project.workspace()});
    GenerateJob job = compare_job(project, std::filesystem::path(trained.path) / "final");
    job.prompts.resize(2000, job.prompts.front());
    const JobId id = session.engine->submit(job);
    size_t heard = 0;
    const JobFinished end = session.wait_for(id, [&](const Event& event) {
      if (std::holds_alternative<Answer>(event.body) && ++heard == 2) session.engine->cancel(id);
    });
    QVERIFY(end.result == Result::cancelled);
    const size_t kept = session.all<Answer>(id).size();
    QVERIFY(kept >= 2 && kept < 4000);
    QVERIFY(session.run(compare_job(project, job.tuned)).result == Result::succeeded);
  }

  void aFolderIsNamedAlsoBehindASlash() {
    const tests::TinyProject project;
    store_weights(project);
    EngineSession session;
    session.run(compare_job(project, {}));
    GenerateJob job = compare_job(project, {});
    job.model += "/";
    session.run(job);
    const auto answers = session.all<Answer>();
    QVERIFY(answers.front().speaker == "model" && answers.back().speaker == "model");
  }

  void aTokenThatTheModelDoesNotHaveIsNamed() {
    const tests::TinyProject project;
    Json config = read_json_file(project.model() / "config.json");
    config["vocab_size"] = 602;          // <|im_end|> is 602
    std::ofstream(project.model() / "config.json", std::ios::trunc) << config.dump();
    store_weights(project);
    EngineSession session;
    const JobFinished end = session.run(compare_job(project, {}));
    QCOMPARE(end.code, std::string("model.no_such_token"));
    for (const char* named : {"<|im_end|>", "602", "vocab_size"}) QVERIFY2(end.message.str().find(named) != std::string::npos, end.message.str().c_str());
    QCOMPARE(session.run(TrainJob{.config = project.config("lora"), .workspace = project.workspace()}).code, std::string("model.no_such_token"));
    QVERIFY(!std::filesystem::exists(project.workspace() / "runs"));
  }

  void anEditedBaseIsNotTakenFromTheCache() {
    const tests::TinyProject project;
    store_weights(project);
    EngineSession session;
    session.run(compare_job(project, {}));
    const model::LoadedModel other = model::load_model(project.model(), {.from_scratch = true, .seed = 10});
    model::save_model(real_file_system(), other, project.model(), "F32");
    session.run(compare_job(project, {}));
    const auto answers = session.all<Answer>();
    QCOMPARE(answers.size(), size_t{4});
    QVERIFY(answers[0].weights_hash != answers[2].weights_hash);
  }

  void generatingNeedsAPromptAndASeedRepeats() {
    const tests::TinyProject project;
    store_weights(project);
    EngineSession session;
    GenerateJob job = compare_job(project, {});
    job.options.temperature = 1;
    session.run(job);
    session.run(job);
    job.options.seed = 43;
    session.run(job);
    const auto answers = session.all<Answer>();
    QCOMPARE(answers[0].text, answers[2].text);
    QVERIFY(answers[0].text != answers[4].text || answers[1].text != answers[5].text);
    job.options.num_return_sequences = 3;
    QCOMPARE(session.run(job).code, std::string("generate.beams"));
    job.options.num_return_sequences = 1;
    job.options.min_new_tokens = 9;      // of at most 8
    QCOMPARE(session.run(job).code, std::string("generate.lengths"));
    job.prompts.clear();
    QCOMPARE(session.run(job).code, std::string("generate.no_prompt"));
  }

  void logitsEqualTransformers() {
    const tests::Folder scratch;
    EngineSession session;
    for (const char* name : {"gpt2", "qwen3_tied"}) {
      const tests::Expected expected(tests::fixture(std::string("models/") + name));
      int64_t row = 0;
      for (const tests::Document& document : tests::fixture_documents(expected)) {
        const LogitsJob job = logits_job(std::string("models/") + name, document.ids, scratch / "logits.safetensors");
        const JobFinished end = session.run(job);
        QVERIFY2(end.result == Result::succeeded, end.message.str().c_str());
        const io::SafetensorsFile written(job.out);
        const at::Tensor logits = model::to_tensor(written.at("logits"), "logits"), ids = model::to_tensor(written.at("input_ids"), "input_ids");
        QVERIFY(ids.size(0) == logits.size(0) && logits.size(0) == static_cast<int64_t>(document.ids.size()));
        QVERIFY(tests::relative_error(logits, expected.at("logits").narrow(0, row, logits.size(0))) <= 1e-5);
        row += logits.size(0);
      }
    }
  }

  void whatHasNoLogitsIsRefusedInASentence() {
    const tests::Folder scratch;
    EngineSession session;
    const auto refusal = [&](const char* model, std::vector<int32_t> ids) {
      const JobFinished end = session.run(logits_job(model, std::move(ids), scratch / "logits.safetensors"));
      return end.hint.empty() ? "no mend: " + end.code : end.code;
    };
    QCOMPARE(refusal("classifiers/bert_classes", {1, 2}), std::string("logits.no_head"));
    QCOMPARE(refusal("classifiers/gpt2_classes", {1, 2}), std::string("logits.no_head"));
    QCOMPARE(refusal("models/gpt2", std::vector<int32_t>(65, 1)), std::string("logits.beyond_positions"));   // it has 64
    QCOMPARE(refusal("models/gpt2", {1, 97}), std::string("logits.bad_id"));
    QCOMPARE(refusal("models/gpt2", {-1}), std::string("logits.bad_id"));
    QCOMPARE(refusal("models/gpt2", {}), std::string("logits.no_ids"));
    QVERIFY(!std::filesystem::exists(scratch / "logits.safetensors"));
  }

  void dataIsCheckedWhileARunTrains() {
    const tests::TinyProject project;
    EngineSession session;
    TrainJob endless{.config = project.config("lora"), .workspace = project.workspace()};
    endless.config.train.epochs = 10000;
    const JobId run = session.engine->submit(endless);
    config::DataConfig data;
    data.path = project.records().string();
    QVERIFY(session.run(CheckDataJob{.model = project.model(), .data = data}).result == Result::succeeded);
    const data::AuditReport report = session.all<DataChecked>().back().report;
    QCOMPARE(report.counts.records, int64_t{21});
    session.engine->cancel(run);
    QVERIFY(session.wait_for(run).result == Result::cancelled);
  }

  void theContextIsThatOfTheArchitecture() {
    const tests::TinyProject project;
    std::filesystem::copy_file(tests::source_folder() / "tests/parity/fixtures/models/gpt2/config.json", project.model() / "config.json", std::filesystem::copy_options::overwrite_existing);
    EngineSession session;
    CheckDataJob job{.model = project.model(), .use_given_records = true};
    job.data.path = project.records().string();
    job.records.records = {{Json{{"instruction", std::string(400, 'z')}, {"output", "b"}}, "records.jsonl", 1}};
    QVERIFY(session.run(job).result == Result::succeeded);
    const std::vector<Issue> issues = session.all<DataChecked>()[0].report.issues;
    QVERIFY(std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.code == "data.beyond_context"; }));
  }

  void recordsUnderTheEditorsHandsAreChecked() {
    const tests::TinyProject project;
    EngineSession session;
    CheckDataJob job{.model = project.model(), .use_given_records = true};
    job.data.path = project.records().string();
    job.records.records = {{Json{{"instruction", "a"}, {"output", "b"}}, "records.jsonl", 1}};
    QVERIFY(session.run(job).result == Result::succeeded);
    QCOMPARE(session.all<DataChecked>()[0].report.counts.records, int64_t{1});
  }

  void tokensOfARecordAreShownWithWhatIsLearned() {
    const tests::TinyProject project;
    EngineSession session;
    ShowTokensJob job{.model = project.model(), .format = "alpaca", .records = {{Json{{"instruction", "Say 好"}, {"output", "Yes 好!"}}, "a", 1}, {Json{{"instruction", 3}}, "a", 2}}};
    QVERIFY(session.run(job).result == Result::succeeded);
    const TokensShown shown = session.all<TokensShown>().at(0);
    QCOMPARE(shown.chat_template, std::string("tokenizer_config.json, chat_template"));
    QCOMPARE(shown.records.size(), size_t{2});
    std::string learned;
    for (const ShownToken& token : shown.records[0].tokens)
      if (token.learned) learned += token.text;
    QVERIFY2(learned.starts_with("Yes ") && learned.find("<|im_end|>") != std::string::npos, learned.c_str());
    QVERIFY(shown.records[0].learned > 0);
    QVERIFY(shown.records[1].fate == data::Fate::dropped_unreadable && !shown.records[1].issues.empty());
  }

  void keptWordsAreThoseOfTheFolderNow() {
    const tests::TinyProject project;
    EngineSession session;
    const ShowTokensJob job{.model = project.model(), .format = "alpaca", .records = {{Json{{"instruction", "a"}, {"output", "b"}}, "a", 1}}};
    QVERIFY(session.run(job).result == Result::succeeded);
    QVERIFY(session.run(job).result == Result::succeeded);
    const std::string whole = tests::bytes_of(project.model() / "tokenizer.json");
    std::ofstream(project.model() / "tokenizer.json") << "{}";
    QVERIFY(session.run(job).result == Result::failed);
    std::ofstream(project.model() / "tokenizer.json") << whole;
    QVERIFY(session.run(job).result == Result::succeeded);
    QCOMPARE(session.all<TokensShown>().size(), size_t{3});
  }

  void modelsAndAdaptersAreInspected() {
    const tests::TinyProject project;
    store_weights(project);
    EngineSession session;
    QVERIFY(session.run(InspectModelJob{project.model(), true}).result == Result::succeeded);
    const ModelInspected model = session.all<ModelInspected>().at(0);
    QVERIFY(model.kind == "model" && model.architecture == "qwen3" && model.layers == 1 && model.vocabulary == 608 && model.chat_template == "tokenizer_config.json, chat_template");
    QVERIFY(model.parameters > 0 && model.weight_bytes == model.parameters * 4 && model.fingerprint.size() == 32);
    const JobFinished trained = session.run(TrainJob{.config = stored(project, "lora"), .workspace = project.workspace()});
    session.run(InspectModelJob{std::filesystem::path(trained.path) / "best"});
    QCOMPARE(session.all<ModelInspected>().at(1).kind, std::string("adapter"));
    QVERIFY(!session.all<ModelInspected>().at(1).base_model.empty());
    QCOMPARE(session.run(InspectModelJob{project.workspace() / "nowhere"}).result == Result::failed, true);
    session.run(InspectModelJob{project.model()});
    QVERIFY(session.all<ModelInspected>().at(2).fingerprint.empty());     // reading all the weights has to be asked for
  }

  void aThoroughInspectionNamesPartsAndProblems() {
    const tests::TinyProject project;
    store_weights(project);
    EngineSession session;
    session.run(InspectModelJob{project.model(), true});
    const Json whole = to_json(session.all<ModelInspected>().at(0));
    int64_t sum = 0;
    for (const auto& [kind, count] : whole["parameters_by_kind"].items()) sum += count.get<int64_t>();
    QCOMPARE(sum, whole["parameters"].get<int64_t>());
    QVERIFY(whole["problems"].empty() && whole["parameters_by_kind"]["attention"] > 0 && whole["special_tokens"].contains("end"));
    QCOMPARE(whole["memory_bytes_by_dtype"]["BF16"].get<int64_t>(), 2 * sum);
    Json config = read_json_file(project.model() / "config.json");
    config["vocab_size"] = 500;
    std::ofstream(project.model() / "config.json") << config.dump();
    QVERIFY(session.run(InspectModelJob{project.model(), true}).result == Result::succeeded);
    std::ofstream(project.model() / "generation_config.json") << R"({"temperature": 600})";
    QVERIFY(session.run(InspectModelJob{project.model(), true}).result == Result::succeeded);
    QVERIFY(to_json(session.all<ModelInspected>().at(2))["problems"].dump().find("temperature") != std::string::npos);
    const std::string problems = to_json(session.all<ModelInspected>().at(1))["problems"].dump();
    QVERIFY2(problems.find("embed_tokens") != std::string::npos && problems.find("the tokenizer has 605 tokens") != std::string::npos, problems.c_str());
    QVERIFY(session.run(InspectModelJob{project.model()}).result == Result::failed);
  }

  void codeThatAFolderBringsIsTold() {
    const tests::TinyProject project;
    store_weights(project);
    Json config = read_json_file(project.model() / "config.json");
    config["auto_map"] = {{"AutoModelForCausalLM", "modeling_own.OwnForCausalLM"}};
    std::ofstream(project.model() / "config.json", std::ios::trunc) << config.dump();
    EngineSession session;
    QVERIFY(session.run(InspectModelJob{project.model()}).result == Result::succeeded);
    QVERIFY(to_json(session.all<ModelInspected>().at(0))["notes"].dump().find("code of its own") != std::string::npos);
  }

  void hardwareIsJudged() {
    EngineSession session({.probe = [] { return ProbeResult{}; }});
    QVERIFY(session.run(InspectHardwareJob{}).result == Result::succeeded);
    const Hardware hardware = session.all<HardwareInspected>().at(0).hardware;
    QVERIFY(!hardware.cuda_ready && hardware.sentence.str().starts_with("No NVIDIA driver") && !hardware.cpu.empty());
  }
};

LATHE_TEST(TestEngineJobs)
#include "test_engine_jobs.moc"
