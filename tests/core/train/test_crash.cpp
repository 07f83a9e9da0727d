#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "core/runs/checkpoint_folder.h"
#include "tests/core/train/story.h"
#include "tests/core/train/tiny_run.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;
using tests::Heard;
using tests::story;

namespace {

config::RunConfig short_run(const tests::TinyProject& project, int steps) {
  config::RunConfig config = project.config("lora");
  config.peft = {{"method", "lora"}, {"rank", 2}, {"targets", {"q"}}};
  config.train.max_steps = steps;
  config.train.batch_records = 1;
  config.evaluation.every_steps = 3;
  config.checkpoints.every_steps = 2;
  return config;
}

// A run in a process of its own, which ends by itself or is killed.
template <class Work>
pid_t in_child(const Work& work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  try {
    work();
  } catch (...) {
    ::_exit(2);
  }
  ::_exit(0);
}

bool was_killed(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

std::filesystem::path only_run(const std::filesystem::path& workspace) {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(workspace / "runs", none)) return entry.path();
  return {};
}

bool inside_a_save(const std::filesystem::path& run) {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(run / "checkpoints", none))
    if (entry.path().extension() == ".tmp") return true;
  return std::filesystem::exists(run / "best.new") || std::filesystem::exists(run / "final.new");
}

// Slow enough inside checkpoints that a random moment often falls there.
class SlowDisk final : public tests::FaultyDisk {
 public:
  SlowDisk() : FaultyDisk(0, 0) {}
  int flush(int fd) override {
    ::usleep(1000);
    return FaultyDisk::flush(fd);
  }
};

}  // namespace

class TestCrash : public QObject {
  Q_OBJECT
 private:
  // The killed run opens again, goes on from its last checkpoint, and tells the story of the run that was not killed.
  void goesOn(const tests::TinyProject& project, const std::string& expected) {
    const std::filesystem::path run = only_run(project.workspace());
    if (!std::filesystem::exists(run / "run.json")) {      // killed before there was a run
      std::filesystem::remove_all(project.workspace());
      return;
    }
    std::vector<std::string> skipped;
    const auto checkpoint = runs::last_valid_checkpoint(run, skipped);
    QVERIFY2(skipped.empty(), "a damaged checkpoint stands where a whole one should");
    const runs::RunRecord record = runs::read_run_record(run);
    if (record.state != runs::RunState::finished) {
      QCOMPARE(runs::to_text(record.state), std::string("interrupted"));
      RunControl control;
      Heard heard;
      QCOMPARE(tests::resume(run, heard, control).end, RunEnd::finished);
      QCOMPARE(heard.openings.at(0).first_step, checkpoint ? *runs::step_of_checkpoint(*checkpoint) : int64_t{0});
    }
    QCOMPARE(story(run), expected);
    QVERIFY(std::filesystem::exists(run / "best/adapter_model.safetensors") && std::filesystem::exists(run / "final/adapter_model.safetensors"));
    QVERIFY(!inside_a_save(run));
    std::filesystem::remove_all(project.workspace());
  }

  std::string expectedStory(const tests::TinyProject& project, int steps) {
    RunControl control;
    Heard heard;
    const std::string out = story(tests::run_new(project, short_run(project, steps), heard, control).folder);
    std::filesystem::remove_all(project.workspace());
    return out;
  }

 private Q_SLOTS:
  void killAnywhereKeepsLastCheckpoint() {
    const tests::TinyProject project;
    const std::string expected = expectedStory(project, 4);
    RunControl control;
    Heard heard;
    tests::FaultyDisk counting(0, 0);
    tests::run_new(project, short_run(project, 4), heard, control, counting);
    std::filesystem::remove_all(project.workspace());
    for (int n = 1; n <= counting.operations(); ++n) {
      const pid_t child = in_child([&] {
        tests::FaultyDisk dying(n, 0);
        RunControl own;
        Heard unheard;
        tests::run_new(project, short_run(project, 4), unheard, own, dying);
      });
      QVERIFY(was_killed(child));
      goesOn(project, expected);
      if (QTest::currentTestFailed()) {
        qWarning("killed before operation %d", n);
        return;
      }
    }
  }

  void killedAtRandomTimes() {
    const tests::TinyProject project;
    const std::string expected = expectedStory(project, 8);
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> microseconds(10000, 400000);
    int kills = 0, inside = 0;
    for (int attempt = 0; attempt < 200 && (kills < 20 || inside < 5); ++attempt) {
      const pid_t child = in_child([&] {
        SlowDisk disk;
        RunControl own;
        Heard unheard;
        tests::run_new(project, short_run(project, 8), unheard, own, disk);
      });
      ::usleep(static_cast<useconds_t>(microseconds(random)));
      ::kill(child, SIGKILL);
      if (was_killed(child)) {
        ++kills;
        inside += inside_a_save(only_run(project.workspace()));
      }
      goesOn(project, expected);
      if (QTest::currentTestFailed()) return;
    }
    qInfo("%d kills, %d inside a save", kills, inside);
    QVERIFY(kills >= 20 && inside >= 5);
  }
};

LATHE_TEST(TestCrash)
#include "test_crash.moc"
