// What a path is, and what a run folder and a file of records hold.
#include <QTest>

#include <algorithm>

#include "core/base/utf8.h"
#include "core/data/audit.h"
#include "core/engine/path_kind.h"
#include "core/model/loader.h"
#include "tests/core/engine/engine_session.h"
#include "tests/support/folder.h"
#include "tests/support/run_tests.h"
#include "tests/support/tiny_project.h"

using namespace lathe;
using namespace lathe::engine;
using tests::EngineSession;
namespace fs = std::filesystem;

namespace {

fs::path sample(const char* name) { return tests::source_folder() / "datasets/samples" / name; }

DataInspected data_of(EngineSession& session, const fs::path& file) {
  const JobId id = session.engine->submit(InspectJob{file});
  const JobFinished end = session.wait_for(id);
  if (end.result != Result::succeeded) throw Error(end.code, end.message);
  return session.all<DataInspected>(id).at(0);
}

RunInspected run_of(EngineSession& session, const fs::path& folder) {
  const JobId id = session.engine->submit(InspectJob{folder});
  const JobFinished end = session.wait_for(id);
  if (end.result != Result::succeeded) throw Error(end.code, end.message);
  return session.all<RunInspected>(id).at(0);
}

bool has_problem(const std::vector<Issue>& problems, const char* code) {
  return std::any_of(problems.begin(), problems.end(), [&](const Issue& issue) { return issue.code == code; });
}

// A project whose model has weights on disk, and a run of it.
struct StoredProject : tests::TinyProject {
  StoredProject() { model::save_model(real_file_system(), model::load_model(model(), {.from_scratch = true, .seed = 9}), model(), "F32"); }
  config::RunConfig stored() const {
    config::RunConfig out = config("lora");
    out.model.from_scratch = false;
    return out;
  }
};

std::string refusal(const fs::path& path) {
  try {
    what_is(path);
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

class TestInspect : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aPathIsToldByWhatLiesThere() {
    const StoredProject project;
    EngineSession session;
    const JobFinished trained = session.run(TrainJob{.config = project.stored(), .workspace = project.workspace()});
    const fs::path run = trained.path;
    QVERIFY(what_is(run).kind == PathKind::run && what_is(run / "run.json").path == run);
    QVERIFY(what_is(run / "best").kind == PathKind::adapter && what_is(run / "best/adapter_config.json").path == run / "best");
    QVERIFY(what_is(project.model()).kind == PathKind::model && what_is(project.model() / "config.json").kind == PathKind::model);
    QVERIFY(what_is(project.records()).kind == PathKind::data);
    const tests::Folder folder;
    folder.write("dataset_info.json", "{}");
    QVERIFY(what_is(folder.path()).kind == PathKind::data && what_is(folder.path()).path.filename() == "dataset_info.json");
    folder.write("weights.gguf", "GGUF");
    folder.write("model.pt", "x");
    fs::create_directories(folder / "empty");
    fs::create_directories(folder / "plan");
    folder.write("plan/run.json", "{\"name\": \"a\"}");
    const std::pair<fs::path, const char*> refused[] = {{folder / "nowhere", "there is no such file or folder"}, {folder / "empty", "neither a model nor an adapter nor a run"},
                                                        {folder / "weights.gguf", "GGUF"}, {folder / "model.pt", "pickle"}, {project.model() / "model.safetensors", "weights alone"},
                                                        {project.workspace(), "is a workspace"}, {fs::directory_iterator(run / "checkpoints")->path(), "is a checkpoint of a run"},
                                                        {folder / "plan", "has not begun"}, {"/dev/null", "neither a file nor a folder"}};
    for (const auto& [path, words] : refused) QVERIFY2(refusal(path).find(words) != std::string::npos, (path.string() + ": " + refusal(path)).c_str());
  }

  void aFinishedRunIsTold() {
    const StoredProject project;
    EngineSession session;
    const JobFinished trained = session.run(TrainJob{.config = project.stored(), .workspace = project.workspace()});
    const RunInspected run = run_of(session, trained.path);
    QVERIFY(run.record.state == runs::RunState::finished && !run.resume_step && run.problems.empty());
    const auto steps = session.all<StepMetrics>();
    int64_t tokens = 0;
    for (const StepMetrics& step : steps) tokens += step.tokens;
    QVERIFY(run.steps == steps.back().step && run.steps == run.record.total_steps && run.tokens == tokens && run.seconds > 0);
    QVERIFY(run.training.first == steps.front().loss && run.training.last == steps.back().loss);
    const auto evaluations = session.all<EvalMetrics>();
    const auto best = std::min_element(evaluations.begin(), evaluations.end(), [](const EvalMetrics& a, const EvalMetrics& b) { return a.loss < b.loss; });
    QVERIFY(run.evaluation.best == best->loss && run.evaluation.best_step == best->step);
    QCOMPARE(run.results.size(), size_t{2});
    QVERIFY(run.results[0].name == "best" && run.results[0].kind == "adapter" && run.results[0].step == best->step && run.results[0].evaluation_loss == best->loss);
    QVERIFY(run.model.present && run.model.unchanged == true && run.data.present && run.data.unchanged == true);
    const Json json = to_json(run);
    QVERIFY(json["data"]["records"] == 21 && json["method"]["method"] == "lora" && json["used"]["peft.rank"] == 4 && json["can_be_resumed"] == false);
  }

  void whatHasChangedSinceIsNamed() {
    const StoredProject project;
    EngineSession session;
    const JobFinished trained = session.run(TrainJob{.config = project.stored(), .workspace = project.workspace()});
    std::ofstream(project.records(), std::ios::app) << R"({"instruction": "One more?", "output": "Yes."})" << "\n";
    model::save_model(real_file_system(), model::load_model(project.model(), {.from_scratch = true, .seed = 10}), project.model(), "F32");
    const RunInspected changed = run_of(session, trained.path);
    QVERIFY(changed.model.unchanged == false && changed.data.unchanged == false);
    QVERIFY(has_problem(changed.problems, "run.base_changed") && has_problem(changed.problems, "run.data_changed"));
    fs::remove_all(project.model());
    fs::remove(project.records());
    fs::remove_all(fs::path(trained.path) / "best");
    fs::resize_file(fs::path(trained.path) / "final/adapter_model.safetensors", 100);
    const RunInspected gone = run_of(session, trained.path);
    QVERIFY(!gone.model.present && !gone.model.unchanged && !gone.data.present);
    QVERIFY(has_problem(gone.problems, "run.no_model") && has_problem(gone.problems, "run.no_data") && has_problem(gone.problems, "run.no_result"));
    QCOMPARE(gone.problems.size(), size_t{4});                // the cut adapter is the fourth
  }

  void aPausedRunSaysFromWhereItGoesOn() {
    const StoredProject project;
    EngineSession session;
    config::RunConfig config = project.stored();
    config.train.epochs = 1000;
    const JobId id = session.engine->submit(TrainJob{.config = config, .workspace = project.workspace()});
    const JobFinished end = session.wait_for(id, [&](const Event& event) {
      if (std::holds_alternative<CheckpointSaved>(event.body)) session.engine->pause(id);
    });
    QVERIFY(end.result == Result::paused);
    const RunInspected run = run_of(session, end.path);
    QVERIFY(run.record.state == runs::RunState::paused && run.resume_step == run.steps && run.steps > 0);
    const fs::path checkpoints = fs::path(end.path) / "checkpoints";
    for (const auto& entry : fs::directory_iterator(checkpoints)) fs::resize_file(entry.path() / "manifest.json", 3);
    const RunInspected damaged = run_of(session, end.path);
    QVERIFY(damaged.resume_step == 0 && has_problem(damaged.problems, "run.damaged_checkpoint"));
  }

  void aFileOfRecordsIsTold_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("layout");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("member");
    QTest::newRow("lines") << "harbour_chats.jsonl" << "json_lines" << "messages" << "messages";
    QTest::newRow("list") << "harbour_sharegpt.json" << "json_array" << "sharegpt" << "conversations";
    QTest::newRow("csv") << "harbour_reviews.csv" << "csv" << "classification" << "label";
    QTest::newRow("tsv") << "harbour_sentences.tsv" << "tsv" << "classification" << "label";
    QTest::newRow("text") << "harbour_notes.txt" << "text" << "text" << "text";
  }
  void aFileOfRecordsIsTold() {
    QFETCH(QString, file);
    QFETCH(QString, layout);
    QFETCH(QString, format);
    QFETCH(QString, member);
    EngineSession session;
    const fs::path path = sample(qPrintable(file));
    const DataInspected data = data_of(session, path);
    QCOMPARE(data.layout, layout.toStdString());
    QCOMPARE(data.format, format.toStdString());
    const data::RecordFile all = data::read_records(path);
    QVERIFY(data.records == static_cast<int64_t>(all.records.size()) && data.usable == data.records && data.problems.empty());
    QVERIFY(data.bytes == static_cast<int64_t>(fs::file_size(path)) && data.compression == "none" && data.encoding == "UTF-8");
    const auto seen = std::find_if(data.members.begin(), data.members.end(), [&](const MemberSeen& one) { return one.name == member.toStdString(); });
    QVERIFY(seen != data.members.end() && seen->records > 0 && !seen->types.empty());
    QVERIFY(data.characters.shortest > 0 && data.characters.shortest <= data.characters.median && data.characters.median <= data.characters.longest);
    QVERIFY(!data.first_record.empty() && data.fingerprint.size() == 32 && !data.format_reason.empty());
  }

  void charactersAreCountedInEveryLanguage() {
    const tests::Folder folder;
    const fs::path file = folder.write("a.jsonl", "{\"text\": \"灯塔\", \"n\": 7}\n{\"text\": \"four\"}\n{\"text\": \"é\\ud83d\\ude00x\", \"tags\": [\"ab\"]}\n");
    EngineSession session;
    const DataInspected data = data_of(session, file);
    QVERIFY(data.characters.shortest == 2 && data.characters.median == 4 && data.characters.longest == 5 && data.characters.total == 11);
    QVERIFY(data.members[0].name == "text" && data.members[0].records == 3 && data.members[1].types == std::vector<std::string>{"number"});
  }

  void packedAndConvertedFilesSaySo() {
    const tests::Folder folder;
    EngineSession session;
    const DataInspected wide = data_of(session, folder.write("a.jsonl", std::string("\xFF\xFE{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0a\0\"\0}\0\n\0", 2 + 2 * 13)));
    QVERIFY(wide.encoding == "UTF-16LE" && wide.records == 1 && !wide.notes.empty());
    constexpr unsigned char kPacked[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0xab, 0x56, 0x2a, 0x49, 0xad, 0x28, 0x51, 0xb2, 0x52, 0x4a, 0x54, 0xaa, 0xe5, 0x02, 0x00, 0x77, 0x4c, 0xc2, 0x38, 0x0d, 0x00, 0x00, 0x00};
    const DataInspected packed = data_of(session, folder.write("b.jsonl.gz", std::string(reinterpret_cast<const char*>(kPacked), sizeof kPacked)));
    QVERIFY(packed.compression == "gzip" && packed.records == 1 && packed.format == "text");
  }

  void faultsAreListedAndUnknownMembersAreNoFailure() {
    EngineSession session;
    const DataInspected faulty = data_of(session, sample("faulty.jsonl"));
    QVERIFY(faulty.unreadable == 6 && faulty.usable == 8 && faulty.byte_order_mark && faulty.problems.size() > 15);
    const tests::Folder folder;
    const DataInspected other = data_of(session, folder.write("a.jsonl", "{\"this\": 1}\n{\"this\": 2}\n"));
    QVERIFY(other.format.empty() && other.records == 2 && has_problem(other.problems, "data.no_format"));
    const JobFinished none = session.run(InspectJob{folder.write("a.png", "\x89PNG\r\n\x1a\n....")});
    QVERIFY(none.result == Result::failed && none.code == "data.not_json");
  }

  void theFingerprintIsThatOfTheCheck() {
    const tests::TinyProject project;
    EngineSession session;
    config::DataConfig options;
    options.path = project.records().string();
    QVERIFY(session.run(CheckDataJob{.model = project.model(), .data = options}).result == Result::succeeded);
    QCOMPARE(data_of(session, project.records()).fingerprint, session.all<DataChecked>().at(0).report.fingerprint);
  }

  void aListOfSetsIsTold() {
    const tests::Folder folder;
    folder.write("here.json", "[]");
    const fs::path info = folder.write("dataset_info.json", R"({"mine": {"file_name": "here.json", "formatting": "sharegpt"}, "gone": {"file_name": "gone.json"}, "hub": {"hf_hub_url": "a/b"}})");
    EngineSession session;
    const DataInspected data = data_of(session, info);
    QCOMPARE(data.sets.size(), size_t{3});
    QVERIFY(data.sets[0].name == "mine" && data.sets[0].present && data.sets[0].formatting == "sharegpt" && !data.sets[1].present && !data.sets[2].elsewhere.empty());
    QVERIFY(data.problems.size() == 1 && has_problem(data.problems, "data.no_file"));
    QCOMPARE(to_json(data)["sets"].size(), size_t{3});
  }

  void anAdapterNamesItsProblems() {
    const tests::Folder folder;
    fs::copy(tests::fixture("labels/qwen2_adapter"), folder / "adapter");
    EngineSession session;
    QVERIFY(session.run(InspectJob{folder / "adapter"}).result == Result::succeeded);
    const ModelInspected adapter = session.all<ModelInspected>().at(0);
    QVERIFY(adapter.kind == "adapter" && adapter.labels.size() == 2 && has_problem(adapter.problems, "adapter.no_base"));
    QVERIFY2(adapter.notes.at(0).str().find("rank 3, alpha 6, on q_proj, v_proj") != std::string::npos, adapter.notes.at(0).str().c_str());
    fs::remove(folder / "adapter/adapter_model.safetensors");
    QVERIFY(session.run(InspectJob{folder / "adapter"}).result == Result::succeeded);
    QCOMPARE(session.all<ModelInspected>().at(1).problems.size(), size_t{2});
  }
};

LATHE_TEST(TestInspect)
#include "test_inspect.moc"
