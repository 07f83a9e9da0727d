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
