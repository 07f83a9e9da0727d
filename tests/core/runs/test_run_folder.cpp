#include <QTemporaryDir>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <limits>

#include "core/base/atomic_file.h"
#include "core/base/files.h"
#include "core/runs/run_folder.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::runs;

namespace {

StepMetrics step(int64_t number) {
  return {.step = number, .epoch = 0.5, .loss = 2.5 / static_cast<double>(number), .learning_rate = 1e-4, .grad_norm = 0.75, .tokens = 100, .learned_tokens = 40};
}

RunRecord record_named(const std::string& name, const std::string& started, RunState state) {
  RunRecord record;
  record.config.name = name;
  record.config.model.path = "/models/a";
  record.config.data.path = "/data/b.jsonl";
  record.started = started;
  record.state = state;
  return record;
}

}  // namespace

class TestRunFolder : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { scratch_ = std::make_unique<QTemporaryDir>(); folder_ = scratch_->path().toStdString(); }

  void whatIsWrittenIsReadBack() {
    {
      RunLog log(folder_, real_file_system(), -1);
      log.write(SampleText{0, "who are you?", "nobody"});
      log.write(step(1));
      log.write(EvalMetrics{.step = 1, .loss = 3, .perplexity = 20, .learned_tokens = 7, .best = true});
      log.write(CheckpointSaved{1, "checkpoints/step-00000001", 0.1});
      log.line(phrase("{0} of {1}", 3, "hello"));
    }
    const RunHistory history = read_history(folder_);
    QCOMPARE(history.steps.size(), size_t{1});
    QCOMPARE(history.steps[0].loss, 2.5);
    QVERIFY(history.evaluations.at(0).best);
    QCOMPARE(history.samples.at(0).answer, std::string("nobody"));
    QCOMPARE(history.checkpoints.at(0).step, int64_t{1});
    QVERIFY(read_text_file(folder_ / "log.txt", 1000).ends_with("  3 of hello\n"));
    QCOMPARE(history.lines.size(), size_t{1});
    QVERIFY(history.lines[0].said == phrase("{0} of {1}", 3, "hello"));
    QCOMPARE(history.lines[0].time.size(), std::string("2026-11-23T10:34:58Z").size());
  }

  void aLineIsOnDiskWhenWriteReturns() {
    RunLog log(folder_, real_file_system(), -1);
    log.write(step(1));
    QCOMPARE(read_history(folder_).steps.size(), size_t{1});
  }

  void aTornLastLineIsSkipped() {
    { RunLog(folder_, real_file_system(), -1).write(step(1)); }
    std::ofstream(folder_ / "metrics.jsonl", std::ios::app) << "{\"event\":\"step\",\"step\":2,\"lo";
    QCOMPARE(read_history(folder_).steps.size(), size_t{1});
    { RunLog(folder_, real_file_system(), 1).write(step(2)); }
    QCOMPARE(read_history(folder_).steps.size(), size_t{2});
  }

  void foreignLinesDoNotHideTheRest() {
    std::ofstream(folder_ / "metrics.jsonl") << "5\n{\"event\":\"step\",\"step\":\"x\"}\n\xff\n{\"event\":\"step\",\"step\":4}\n";
    QCOMPARE(read_history(folder_).steps.size(), size_t{1});
    QVERIFY(std::isnan(read_history(folder_).steps[0].loss));
  }

  void openingAtACheckpointDropsLaterSteps() {
    {
      RunLog log(folder_, real_file_system(), -1);
      for (int i = 1; i <= 5; ++i) log.write(step(i));
      log.write(SampleText{4, "p", "a"});
    }
    { RunLog log(folder_, real_file_system(), 3); }
    QCOMPARE(read_history(folder_).steps.back().step, int64_t{3});
    QVERIFY(read_history(folder_).samples.empty());
    QCOMPARE(std::distance(std::filesystem::directory_iterator(folder_ / "tensorboard"), {}), std::ptrdiff_t{2});
  }

  void numbersThatAreNotFiniteStayLegalJson() {
    StepMetrics odd = step(1);
    odd.loss = std::numeric_limits<double>::quiet_NaN();
    odd.grad_norm = std::numeric_limits<double>::infinity();
    odd.skipped = true;
    odd.records = {3, 9};
    { RunLog(folder_, real_file_system(), -1).write(odd); }
    const StepMetrics read = read_history(folder_).steps.at(0);
    QVERIFY(std::isnan(read.loss) && std::isnan(read.grad_norm) && read.skipped);
    QCOMPARE(read.records, (std::vector<int64_t>{3, 9}));
  }

  void oneRunIsWrittenByOneProgramAtATime() {
    RunLog log(folder_, real_file_system(), -1);
    QVERIFY(is_in_use(folder_));
    try {
      RunLog second(folder_, real_file_system(), -1);
      QFAIL("a second log was opened");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("run.in_use"));
    }
    QVERIFY(is_in_use(folder_));
  }

  void aRecordComesBackWhole() {
    RunRecord record = record_named("a", "2026-01-01T00:00:00Z", RunState::finished);
    record.lathe_version = "0.1.0";
    record.data_fingerprint = "d";
    record.base_fingerprint = "b";
    record.device = "cpu, 2 threads";
    record.total_steps = 12;
    record.sentence = phrase("Stopped after {0}: {1}", 4, phrase("the disk is full"));
    record.best_note = phrase("best is the last");
    record.config.train.seed = 7;
    write_run_record(real_file_system(), folder_, record);
    const RunRecord read = read_run_record(folder_);
    QVERIFY(config::to_json(read.config) == config::to_json(record.config));
    QCOMPARE(read.total_steps, int64_t{12});
    QVERIFY(read.sentence == record.sentence && read.best_note == record.best_note);
    QCOMPARE(to_text(read.state), std::string("finished"));
  }

  void anOlderRecordsSentencesAreRead() {
    write_run_record(real_file_system(), folder_, record_named("a", "", RunState::finished));
    Json json = read_json_file(folder_ / "run.json");
    json["sentence"] = "done";
    json["best_note"] = "best is the last";
    write_file_atomically(real_file_system(), folder_ / "run.json", json.dump());
    const RunRecord read = read_run_record(folder_);
    QCOMPARE(read.sentence.str(), std::string("done"));
    QCOMPARE(read.best_note.str(), std::string("best is the last"));
  }

  void aRunWhoseProgramEndedReadsAsInterrupted() {
    write_run_record(real_file_system(), folder_, record_named("a", "", RunState::running));
    {
      RunLog log(folder_, real_file_system(), -1);
      QCOMPARE(to_text(read_run_record(folder_).state), std::string("running"));
    }
    QCOMPARE(to_text(read_run_record(folder_).state), std::string("interrupted"));
  }

  void aNewFolderIsFlushedIntoItsParentsOrGoesAgain() {
    class Watched final : public tests::FaultyDisk {
     public:
      Watched() : FaultyDisk(0, 0) {}
      std::vector<std::filesystem::path> flushed;
      int flush_folder(const std::filesystem::path& folder) override {
        flushed.push_back(std::filesystem::canonical(folder));
        return FaultyDisk::flush_folder(folder);
      }
    } disk;
    const auto run = new_run_folder(disk, folder_, "a");
    QVERIFY((disk.flushed == std::vector<std::filesystem::path>{std::filesystem::canonical(folder_ / "runs"), std::filesystem::canonical(folder_)}));
    for (int n = 1; n <= disk.operations(); ++n) {
      tests::FaultyDisk failing(n, EIO);
      QVERIFY_EXCEPTION_THROWN(new_run_folder(failing, folder_, "b"), Error);
      QCOMPARE(std::distance(std::filesystem::directory_iterator(folder_ / "runs"), {}), std::ptrdiff_t{1});
    }
    QVERIFY(std::filesystem::exists(run));
  }

  void runsAreListedNewestFirstAndFaultyOnesNamed() {
    FileSystem& disk = real_file_system();
    const auto first = new_run_folder(disk, folder_, "a"), second = new_run_folder(disk, folder_, "a"), third = new_run_folder(disk, folder_, "c");
    QVERIFY(second.filename().string().ends_with("-a-2"));
    write_run_record(disk, first, record_named("a", "2026-01-01T00:00:00Z", RunState::finished));
    write_run_record(disk, second, record_named("a", "2026-01-02T00:00:00Z", RunState::paused));
    std::ofstream(third / "run.json") << "{";
    { RunLog(second, disk, -1).write(step(1)); }
    std::vector<Issue> faults;
    const std::vector<RunSummary> runs = list_runs(folder_, faults);
    QCOMPARE(runs.size(), size_t{2});
    QVERIFY(runs[0].folder == second && runs[0].resumable && runs[0].last_loss == 2.5);
    QVERIFY(!runs[1].resumable);
    QCOMPARE(faults.at(0).file, third.filename().string());
  }

  void aFullDiskIsSaidAndLosesNothing() {
    {
      RunLog log(folder_, real_file_system(), -1);
      log.write(step(1));
      log.write(step(2));
    }
    tests::FaultyDisk counting(0, 0);
    { RunLog(folder_, counting, 1).write(step(2)); }
    for (int n = 1; n <= counting.operations(); ++n) {
      tests::FaultyDisk disk(n, ENOSPC);
      std::string code;
      try {
        RunLog(folder_, disk, 1).write(step(2));
      } catch (const Error& error) {
        code = error.code;
      }
      QCOMPARE(code, std::string("disk.full"));
      QCOMPARE(read_history(folder_).steps.at(0).step, int64_t{1});
    }
  }

 private:
  std::unique_ptr<QTemporaryDir> scratch_;
  std::filesystem::path folder_;
};

LATHE_TEST(TestRunFolder)
#include "test_run_folder.moc"
