#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/folder.h"
#include "tests/support/run_tests.h"

using namespace lathe;

class TestAtomicFile : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theNewBytesReplaceTheOld() {
    const tests::Folder folder;
    const auto file = folder.write("a.txt", "old");
    write_file_atomically(real_file_system(), file, "new");
    QCOMPARE(tests::bytes_of(file), std::string("new"));
    QCOMPARE(entries(folder), 1);
  }

  void theModeOfTheOldFileStays() {
    const tests::Folder folder;
    const auto file = folder.write("a.txt", "old");
    for (const mode_t mode : {0600u, 0664u, 0755u}) {
      QCOMPARE(::chmod(file.c_str(), mode), 0);
      write_file_atomically(real_file_system(), file, "new");
      struct stat info {};
      QCOMPARE(::stat(file.c_str(), &info), 0);
      QCOMPARE(info.st_mode & 07777u, mode);
    }
    if (::geteuid() != 0) QSKIP("only root may give a file away");
    QCOMPARE(::chown(file.c_str(), 12345, 23456), 0);
    write_file_atomically(real_file_system(), file, "newer");
    struct stat info {};
    QCOMPARE(::stat(file.c_str(), &info), 0);
    QVERIFY(info.st_uid == 12345 && info.st_gid == 23456 && (info.st_mode & 07777) == 0755);
  }

  void whatAKilledProgramLeftGoesWithTheNextWrite() {
    const tests::Folder folder;
    const pid_t gone = ::fork();
    if (gone == 0) ::_exit(0);
    ::waitpid(gone, nullptr, 0);
    const std::string alive = std::to_string(::getppid());
    folder.write("a.txt.tmp" + std::to_string(gone), "half");
    const std::vector<std::string> others = {"a.txt.tmp" + alive, "a.txt.tmp", "a.txt.tmp1x", "b.txt.tmp" + std::to_string(gone), "a.txt.tmp-1"};
    for (const std::string& name : others) folder.write(name, "mine");
    write_file_atomically(real_file_system(), folder / "a.txt", "new");
    QVERIFY(!std::filesystem::exists(folder / ("a.txt.tmp" + std::to_string(gone))));
    for (const std::string& name : others) QVERIFY2(std::filesystem::exists(folder / name), name.c_str());
  }

  void withoutCommitNothingChanges() {
    const tests::Folder folder;
    const auto file = folder.write("a.txt", "old");
    { AtomicFile(real_file_system(), file).write("half"); }
    QCOMPARE(tests::bytes_of(file), std::string("old"));
    QCOMPARE(entries(folder), 1);
  }

  void everyFailingOperationLeavesAWholeFileAndNoLitter() {
    const std::vector<std::pair<int, std::string>> faults{{ENOSPC, "disk.full"}, {EACCES, "disk.not_writable"}, {EIO, "disk.failed"}};
    const int operations = count_operations();
    QVERIFY(operations >= 5);
    for (const auto& [fault, code] : faults)
      for (int n = 1; n <= operations; ++n) {
        const tests::Folder folder;
        const auto file = folder.write("a.txt", "old");
        tests::FaultyDisk disk(n, fault);
        try {
          write_file_atomically(disk, file, "new");
          QFAIL("no error");
        } catch (const Error& error) {
          QCOMPARE(error.code, code);
          QVERIFY(std::string(error.what()).find("a.txt") != std::string::npos && !error.hint.empty());
        }
        QVERIFY(tests::bytes_of(file) == (n == operations ? "new" : "old"));   // the last is the folder's flush
        QCOMPARE(entries(folder), 1);
      }
  }

  void killedAtAnyOperationTheFileIsWhole() {
    for (int n = 1; n <= count_operations(); ++n) {
      const tests::Folder folder;
      const auto file = folder.write("a.txt", "old");
      if (::fork() == 0) {
        tests::FaultyDisk disk(n, 0);
        write_file_atomically(disk, file, "new");
        ::_exit(0);
      }
      int status = 0;
      ::wait(&status);
      QVERIFY(WIFSIGNALED(status));
      const std::string bytes = tests::bytes_of(file);
      QVERIFY(bytes == "old" || bytes == "new");
    }
  }

  void fingerprintsFollowTheBytesAlone() {
    Fingerprint parts;
    parts.add("ab");
    parts.add("c");
    QCOMPARE(parts.hex(), fingerprint_of("abc"));
    QCOMPARE(parts.hex().size(), size_t{32});
    QVERIFY(fingerprint_of("abc") != fingerprint_of("abd"));
    const tests::Folder folder;
    QCOMPARE(fingerprint_of_file(folder.write("x", "abc")), parts.hex());
  }

 private:
  static int count_operations() {
    const tests::Folder folder;
    tests::FaultyDisk disk(0, 0);
    write_file_atomically(disk, folder / "a.txt", "new");
    return disk.operations();
  }
  static int entries(const tests::Folder& folder) {
    return static_cast<int>(std::distance(std::filesystem::directory_iterator(folder.path()), {}));
  }
};

LATHE_TEST(TestAtomicFile)
#include "test_atomic_file.moc"
