#include <QTemporaryDir>
#include <fstream>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/runs/workspace.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::runs;

class TestWorkspace : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { scratch_ = std::make_unique<QTemporaryDir>(); folder_ = scratch_->path().toStdString(); }

  void secondIsReadOnly() {
    {
      Workspace first(folder_, real_file_system());
      QVERIFY(!first.read_only());
      QVERIFY(Workspace(folder_, real_file_system()).read_only());
    }
    QVERIFY(!Workspace(folder_, real_file_system()).read_only());
  }

  void aLockWhoseHolderEndedIsTakenOver() {
    std::ofstream(folder_ / "lock") << "left by a program that is gone";
    QVERIFY(!Workspace(folder_, real_file_system()).read_only());
  }

  void aNewerOneIsRefused() {
    std::ofstream(folder_ / "project.json") << R"({"schema_version": 2})";
    try {
      Workspace workspace(folder_, real_file_system());
      QFAIL("a newer workspace was opened");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("workspace.newer"));
    }
  }

  void theDemoIsCopiedOnceAndKeepsEdits() {
    const std::filesystem::path resources = folder_ / "resources";
    std::filesystem::create_directories(resources / "demo/whitesail");
    std::filesystem::create_directories(resources / "demo/corpus");
    std::filesystem::create_directories(folder_ / "datasets/samples");
    std::ofstream(resources / "demo/whitesail/config.json") << "{}";
    std::ofstream(resources / "demo/run.json") << "{}";
    std::ofstream(resources / "demo/corpus/world.json") << "{}";
    std::ofstream(folder_ / "datasets/samples/identity_en_zh.json") << "[]";
    Workspace workspace(folder_ / "work", real_file_system());
    const auto demo = workspace.open_demo(resources);
    QCOMPARE(read_text_file(demo / "whitesail/config.json", 10), std::string("{}"));
    QCOMPARE(read_text_file(demo / "identity_en_zh.json", 10), std::string("[]"));
    QVERIFY(std::filesystem::exists(demo / "run.json"));
    QVERIFY2(!std::filesystem::exists(demo / "corpus"), "what made the model is no part of the project");
    std::ofstream(demo / "whitesail/config.json") << "edited";
    workspace.open_demo(resources);
    QCOMPARE(read_text_file(demo / "whitesail/config.json", 10), std::string("edited"));
  }

  void aDemoWithoutItsModelIsRefusedByName() {
    Workspace workspace(folder_ / "work", real_file_system());
    try {
      workspace.open_demo(folder_ / "nowhere");
      QFAIL("opened");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("workspace.no_demo"));
      QVERIFY(error.message.str().find("nowhere/demo/whitesail") != std::string::npos && !error.hint.empty());
    }
    QVERIFY2(!std::filesystem::exists(folder_ / "work/demo"), "half a demo would be taken for a whole one");
  }

  void eachDataFileHasAFolderOfItsOwn() {
    Workspace workspace(folder_, real_file_system());
    QVERIFY(workspace.data_folder("/a/train.json") != workspace.data_folder("/b/train.json"));
    QVERIFY(workspace.data_folder("/a/train.json") == workspace.data_folder("/a/../a/train.json"));
    QVERIFY(workspace.data_folder("/a/train.json").filename().string().starts_with("train-"));
  }

 private:
  std::unique_ptr<QTemporaryDir> scratch_;
  std::filesystem::path folder_;
};

LATHE_TEST(TestWorkspace)
#include "test_workspace.moc"
