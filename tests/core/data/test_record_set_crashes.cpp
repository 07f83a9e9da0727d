#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <random>
#include <thread>

#include "core/data/record_set.h"
#include "tests/core/data/cases.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::data;
using Kind = Edit::Kind;

// Edits whose apply() returned survive a kill and a failing disk, at every operation and at random times.
class TestRecordSetCrashes : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void killedAtEveryOperation() {
    for (int n = 1, operations = count_operations(); n <= operations; ++n) {
      const tests::Folder folder;
      const auto file = folder.write("set.jsonl", kLines);
      const int returned = in_child([&](int report) {
        tests::FaultyDisk disk(n, 0);
        work(file, folder / "data", disk, report);
      });
      check(file, folder / "data", returned);
    }
  }

  void killedAtRandomTimes() {
    std::random_device device;
    const unsigned seed = device();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 20; ++round) {
      const tests::Folder folder;
      const auto file = folder.write("set.jsonl", kLines);
      const auto delay = std::chrono::microseconds(random() % 30000);
      const int returned = in_child([&](int report) {
        std::thread([delay] {
          std::this_thread::sleep_for(delay);
          std::raise(SIGKILL);
        }).detach();
        RecordSet set(file, folder / "data", real_file_system());
        for (int i = 0; i < 5000; ++i) {
          set.apply({Kind::insert, 0, numbered(i), nullptr});
          report_one(report);
        }
        std::raise(SIGKILL);
      });
      RecordSet again(file, folder / "data", real_file_system());
      QVERIFY(again.recovered_edits() == returned || again.recovered_edits() == returned + 1);
      for (int64_t i = 0; i < again.recovered_edits(); ++i) QVERIFY(again.records()[static_cast<size_t>(again.recovered_edits() - 1 - i)].value == numbered(static_cast<int>(i)));
    }
  }

  void aFailingDiskChangesNothingThatWasNotSaid() {
    const int operations = count_operations();
    for (const int fault : {ENOSPC, EACCES, EIO})
      for (int n = 1; n <= operations; ++n) {
        const tests::Folder folder;
        const auto file = folder.write("set.jsonl", kLines);
        {
          tests::FaultyDisk disk(n, fault);
          RecordSet set(file, folder / "data", disk);
          int failures = 0;
          std::vector<Json> expected{numbered(-1)};
          for (int i = 0; i < 4; ++i) {
            try {
              set.apply({Kind::insert, 0, numbered(i), nullptr});
              expected.insert(expected.begin(), numbered(i));
            } catch (const Error& error) {
              QVERIFY(error.code.starts_with("disk."));
              ++failures;
            }
            try {
              if (i == 2) set.save_over_original();
            } catch (const Error&) {
              ++failures;
            }
            QCOMPARE(set.records().size(), expected.size());
          }
          QCOMPARE(failures, 1);
          for (size_t i = 0; i < expected.size(); ++i) QVERIFY(set.records()[i].value == expected[i]);
          set.apply({Kind::insert, 0, numbered(9), nullptr});
        }
        RecordSet again(file, folder / "data", real_file_system());
        QVERIFY(again.records()[0].value == numbered(9));
        QVERIFY(again.records().back().value == numbered(-1));
        QVERIFY(read_records(file).issues.empty());
      }
  }

 private:
  static constexpr const char* kLines = "{\"instruction\": \"q\", \"output\": \"-1\"}\n";
  static Json numbered(int i) { return {{"instruction", "q"}, {"output", std::to_string(i)}}; }
  static void report_one(int report) {
    if (::write(report, "x", 1) != 1) ::_exit(1);
  }

  // Three edits, a save, one more edit; each that returned is reported.
  static void work(const std::filesystem::path& file, const std::filesystem::path& journal, FileSystem& disk, int report) {
    RecordSet set(file, journal, disk);
    for (int i = 0; i < 4; ++i) {
      set.apply({Kind::insert, 0, numbered(i), nullptr});
      report_one(report);
      if (i == 2) set.save_over_original();
    }
  }

  static void check(const std::filesystem::path& file, const std::filesystem::path& journal, int returned) {
    const std::string bytes = tests::bytes_of(file);
    const RecordFile on_disk = read_records(file);
    QVERIFY2(on_disk.issues.empty() && (on_disk.records.size() == 1 || on_disk.records.size() == 4), bytes.c_str());
    const RecordSet again(file, journal, real_file_system());
    const auto count = static_cast<int>(again.records().size()) - 1;
    QVERIFY2(count == returned || count == returned + 1, again.notice().str().c_str());
    for (int i = 0; i < count; ++i) QVERIFY(again.records()[static_cast<size_t>(count - 1 - i)].value == numbered(i));
  }

  // Runs in a child process until it is killed; how many edits it reported.
  template <class Work>
  static int in_child(const Work& work) {
    int ends[2];
    if (::pipe(ends) != 0) return -1;
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      work(ends[1]);
      ::_exit(0);
    }
    ::close(ends[1]);
    int count = 0;
    char buffer[256];
    for (ssize_t got = ::read(ends[0], buffer, sizeof buffer); got > 0; got = ::read(ends[0], buffer, sizeof buffer)) count += static_cast<int>(got);
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return count;
  }

  static int count_operations() {
    const tests::Folder folder;
    tests::FaultyDisk disk(0, 0);
    int ends[2];
    if (::pipe(ends) != 0) return 0;
    work(folder.write("set.jsonl", kLines), folder / "data", disk, ends[1]);
    ::close(ends[0]);
    ::close(ends[1]);
    return disk.operations();
  }
};

LATHE_TEST(TestRecordSetCrashes)
#include "test_record_set_crashes.moc"
