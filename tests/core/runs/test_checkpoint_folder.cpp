#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <cerrno>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/runs/checkpoint_folder.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::runs;

namespace {

void save(FileSystem& disk, const std::filesystem::path& run, int64_t step) {
  save_checkpoint(disk, checkpoint_path(run, step), [&](const std::filesystem::path& folder) {
    write_file_atomically(disk, folder / "weights.bin", "weights of " + std::to_string(step));
    write_file_atomically(disk, folder / "state.json", "{}");
  });
}

std::string last_whole(const std::filesystem::path& run) {
  std::vector<std::string> skipped;
  const auto found = last_valid_checkpoint(run, skipped);
  return found ? found->filename().string() : "";
}

int operations_of_a_save() {
  QTemporaryDir scratch;
  tests::FaultyDisk counting(0, 0);
  save(counting, scratch.path().toStdString(), 1);
  return counting.operations();
}

// What the folder's marker says after a child process was killed before its n-th operation.
template <class Work>
bool killed_in(int n, const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    tests::FaultyDisk disk(n, 0);
    work(disk);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

}  // namespace

class TestCheckpointFolder : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { scratch_ = std::make_unique<QTemporaryDir>(); run_ = scratch_->path().toStdString(); }

  void theNewestValidOneIsFound() {
    QCOMPARE(last_whole(run_), std::string());
    save(real_file_system(), run_, 9);
    save(real_file_system(), run_, 120);
    QCOMPARE(last_whole(run_), std::string("step-00000120"));
    QCOMPARE(*step_of_checkpoint(run_ / "checkpoints/step-00000120"), int64_t{120});
  }

  void theFolderOfCheckpointsIsFlushedIntoItsRun() {
    class Watched final : public tests::FaultyDisk {
     public:
      Watched() : FaultyDisk(0, 0) {}
      std::vector<std::filesystem::path> flushed;
      int flush_folder(const std::filesystem::path& folder) override {
        flushed.push_back(std::filesystem::canonical(folder));
        return FaultyDisk::flush_folder(folder);
      }
    } disk;
    save(disk, run_, 1);
    QVERIFY(!disk.flushed.empty() && disk.flushed.front() == std::filesystem::canonical(run_));
    QVERIFY(disk.flushed.back() == std::filesystem::canonical(run_ / "checkpoints"));
  }

  void aDamagedOneIsSkippedAndNamed() {
    save(real_file_system(), run_, 1);
    save(real_file_system(), run_, 2);
    const auto broken = [&](const char* file, const char* text) {
      std::ofstream(checkpoint_path(run_, 2) / file) << text;
      std::vector<std::string> skipped;
      const auto found = last_valid_checkpoint(run_, skipped);
      return found->filename() == "step-00000001" && skipped.size() == 1 && skipped[0].starts_with("step-00000002: ");
    };
    QVERIFY(broken("weights.bin", "weights of 3"));    // the same length
    QVERIFY(broken("weights.bin", "w"));
    QVERIFY(broken("manifest.json", R"({"files": {"../step-00000001/state.json": {"bytes": 2}}})"));
    QVERIFY(broken("manifest.json", "{"));
    std::filesystem::remove(checkpoint_path(run_, 2) / "manifest.json");
    QCOMPARE(last_whole(run_), std::string("step-00000001"));
  }

  void pruningKeepsTheNewestAndTheKeptStep() {
    for (int step = 1; step <= 5; ++step) save(real_file_system(), run_, step);
    std::filesystem::create_directories(run_ / "checkpoints/step-00000009.tmp");
    prune_checkpoints(real_file_system(), run_, 2, 1);
    const auto there = [&](int step) { return std::filesystem::exists(checkpoint_path(run_, step)); };
    QVERIFY(there(1) && !there(2) && !there(3) && there(4) && there(5));
    QVERIFY(!std::filesystem::exists(run_ / "checkpoints/step-00000009.tmp"));
  }

  void everyFailedOperationLeavesTheOldOne() {
    save(real_file_system(), run_, 1);
    for (const int fault : {ENOSPC, EACCES, EIO})
      for (int n = 1; n < operations_of_a_save(); ++n) {   // the last flushes the parent: the new one may stand then
        tests::FaultyDisk disk(n, fault);
        QVERIFY_EXCEPTION_THROWN(save(disk, run_, 2), Error);
        QCOMPARE(last_whole(run_), std::string("step-00000001"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(run_ / "checkpoints"), {}), std::ptrdiff_t{1});
      }
  }

  void killedAnywhereTheOldOneOrTheWholeNewOneIsThere() {
    save(real_file_system(), run_, 1);
    const int operations = operations_of_a_save();
    for (int n = 1; n <= operations; ++n) {
      QVERIFY(killed_in(n, [&](FileSystem& disk) { save(disk, run_, 2); }));
      QCOMPARE(last_whole(run_), std::string(n == operations ? "step-00000002" : "step-00000001"));
    }
    save(real_file_system(), run_, 3);
    prune_checkpoints(real_file_system(), run_, 1, -1);
    QCOMPARE(std::distance(std::filesystem::directory_iterator(run_ / "checkpoints"), {}), std::ptrdiff_t{1});
  }

  void aReplacedFolderIsTheOldOneOrTheNewOne() {
    const auto target = run_ / "best";
    const auto put = [&](FileSystem& disk, const std::string& text) {
      replace_folder(disk, target, [&](const std::filesystem::path& folder) { write_file_atomically(disk, folder / "a.txt", text); });
    };
    const auto now = [&] {
      recover_folder(real_file_system(), target);
      return read_text_file(target / "a.txt", 100);
    };
    put(real_file_system(), "old");
    tests::FaultyDisk counting(0, 0);
    put(counting, "old");
    for (int n = 1; n <= counting.operations(); ++n) {
      tests::FaultyDisk disk(n, EIO);
      QVERIFY_EXCEPTION_THROWN(put(disk, "new"), Error);
      QVERIFY(now() == "old" || (n == counting.operations() && now() == "new"));
      put(real_file_system(), "old");
      QVERIFY(killed_in(n, [&](FileSystem& dying) { put(dying, "new"); }));
      QVERIFY(now() == "old" || now() == "new");
      put(real_file_system(), "old");
    }
  }

  void tooLittleSpaceIsSaidWithBothFigures() {
    class Small final : public tests::FaultyDisk {
     public:
      Small() : FaultyDisk(0, 0) {}
      int64_t free_bytes(const std::filesystem::path&) override { return int64_t{100} << 20; }
    } disk;
    require_free_space(disk, run_, int64_t{90} << 20);
    try {
      require_free_space(disk, run_, int64_t{95} << 20);
      QFAIL("105 MB fit into 100");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("disk.full"));
      QVERIFY(error.message.str().find("105 MB are needed and 100 MB are free") != std::string::npos);
    }
    QVERIFY(real_file_system().free_bytes(run_) > 0);
  }

 private:
  std::unique_ptr<QTemporaryDir> scratch_;
  std::filesystem::path run_;
};

LATHE_TEST(TestCheckpointFolder)
#include "test_checkpoint_folder.moc"
