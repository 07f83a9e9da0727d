#include <cerrno>

#include "core/runs/checkpoint_folder.h"
#include "core/runs/run_folder.h"
#include "tests/core/train/story.h"
#include "tests/core/train/tiny_run.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;
using tests::Heard;
using tests::story;

namespace {

config::RunConfig short_run(const tests::TinyProject& project) {
  config::RunConfig config = project.config("lora");
  config.peft = {{"method", "lora"}, {"rank", 2}, {"targets", {"q"}}};
  config.train.max_steps = 4;
  config.train.batch_records = 1;
  config.evaluation.every_steps = 3;
  config.checkpoints.every_steps = 2;
  return config;
}

// A run on a disk whose n-th operation fails; what it left is taken up again on a healthy one.
struct Trial {
  std::string story, sentence;
  std::string litter;                    // what the list of runs complains of
  bool paused = false;
  int64_t resumed_from = -1;
};
Trial trial(const tests::TinyProject& project, int n, int fault) {
  RunControl control;
  Heard first, second;
  tests::FaultyDisk disk(n, fault);
  Trial out;
  std::filesystem::path folder;
  try {
    const TrainOutcome outcome = tests::run_new(project, short_run(project), first, control, disk);
    out.paused = outcome.end == RunEnd::paused;
    out.sentence = outcome.code + " " + outcome.message.str();
    folder = outcome.folder;
  } catch (const Error& error) {         // before the run was there at all
    out.sentence = error.code + " " + error.message.str();
    folder = tests::run_new(project, short_run(project), second, control).folder;
  }
  if (out.paused) {
    tests::resume(folder, second, control);
    out.resumed_from = second.openings.at(0).first_step;
  }
  std::vector<Issue> faults;
  runs::list_runs(project.workspace(), faults);
  out.litter = faults.empty() ? "" : faults.front().str();
  out.story = story(folder);
  return out;
}

}  // namespace

class TestDiskFaults : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyFailedOperationOfASaveLeavesTheOldOne() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard;
    tests::FaultyDisk counting(0, 0);
    int begin = 0, end = 0;
    heard.on_step = [&](int64_t step) {
      if (step == 4) begin = counting.operations();
    };
    const TrainOutcome whole = tests::run_new(project, short_run(project), heard, control, counting);
    end = counting.operations();
    QVERIFY(end - begin > 25);           // the last evaluation, the second checkpoint, final/, run.json
    const std::string expected = story(whole.folder);
    for (const int fault : {ENOSPC, EACCES, EIO})
      for (int n = begin + 1; n <= end; ++n) {
        const Trial made = trial(project, n, fault);
        QVERIFY2(made.story == expected, qPrintable(QString("operation %1: %2").arg(n).arg(made.sentence.c_str())));
        if (!made.paused) continue;      // only the closing run.json may fail without pausing the run
        QVERIFY(made.resumed_from == 2 || made.resumed_from == 4);
        QVERIFY(made.sentence.starts_with("disk."));
      }
  }

  void everyOtherOperationMayFailToo() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard;
    tests::FaultyDisk counting(0, 0);
    const std::string expected = story(tests::run_new(project, short_run(project), heard, control, counting).folder);
    const int faults[] = {ENOSPC, EACCES, EIO};
    for (int n = 1; n <= counting.operations(); ++n) {
      const Trial made = trial(project, n, faults[n % 3]);
      QVERIFY2(made.litter.empty(), qPrintable(QString("operation %1: %2").arg(n).arg(made.litter.c_str())));
      QVERIFY2(made.story == expected, qPrintable(QString("operation %1: %2").arg(n).arg(made.sentence.c_str())));
    }
  }

  void tooLittleSpacePausesBeforeAnythingIsWritten() {
    class Small final : public tests::FaultyDisk {
     public:
      Small() : FaultyDisk(0, 0) {}
      int64_t free = 1 << 30;
      int64_t free_bytes(const std::filesystem::path&) override { return free; }
    } disk;
    const tests::TinyProject project;
    RunControl control;
    Heard heard, later;
    heard.on_step = [&](int64_t step) { disk.free = step >= 3 ? 1000 : disk.free; };
    const TrainOutcome out = tests::run_new(project, short_run(project), heard, control, disk);
    QCOMPARE(out.end, RunEnd::paused);
    QCOMPARE(out.code, std::string("disk.full"));
    QVERIFY(out.message.str().find("are needed") != std::string::npos);
    QVERIFY(!out.hint.empty());
    QCOMPARE(runs::checkpoint_fault(runs::checkpoint_path(out.folder, 2)), std::string());
    QCOMPARE(tests::resume(out.folder, later, control).end, RunEnd::finished);
  }
};

LATHE_TEST(TestDiskFaults)
#include "test_disk_faults.moc"
