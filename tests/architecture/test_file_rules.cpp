#include <QObject>
#include <QTest>
#include <map>
#include <regex>

#include "tests/architecture/source_files.h"
#include "tests/support/run_tests.h"

using namespace lathe::tests;

namespace {
constexpr size_t kMostLines = 400;
// Files that may be longer, each with its reason.
const std::map<std::string, std::string> kLonger = {};
}  // namespace

class TestFileRules : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void noFileIsLongerThanFourHundredLines() {
    std::string faults;
    for (const SourceFile& file : source_files({"app", "core", "gpu", "ui", "tests", "installer"}, {".h", ".cpp", ".cu", ".py", ".sh", ".cmake"}))
      if (file.lines.size() > kMostLines && !kLonger.count(file.path)) faults += "\n" + file.path + ": " + std::to_string(file.lines.size()) + " lines";
    QVERIFY2(faults.empty(), faults.c_str());
  }

  // A test class that no main lists would never run.
  void everyTestClassIsRun() {
    static const std::regex test(R"(^LATHE_TEST\((\w+)\))");
    const auto files = source_files({"tests"}, {".cpp"});
    std::string mains, faults;
    for (const SourceFile& file : files)
      if (file.path.ends_with("main.cpp"))
        for (const std::string& line : file.lines) mains += line + "\n";
    std::smatch match;
    for (const SourceFile& file : files)
      for (const std::string& line : file.lines)
        if (std::regex_search(line, match, test) && mains.find("LATHE_RUN(" + match[1].str() + ")") == std::string::npos)
          faults += "\n" + file.path + ": " + match[1].str();
    QVERIFY2(faults.empty(), faults.c_str());
  }

  void everyHeaderIsGuardedAndSaysWhatItIsFor() {
    std::string faults;
    for (const SourceFile& file : source_files({"app", "core", "gpu", "ui"}, {".h"})) {
      bool guarded = false;
      for (const std::string& line : file.lines) guarded = guarded || line == "#pragma once";
      if (!guarded) faults += "\n" + file.path + ": no #pragma once";
      if (file.lines.empty() || file.lines.front().compare(0, 3, "// ") != 0) faults += "\n" + file.path + ": no opening comment";
    }
    QVERIFY2(faults.empty(), faults.c_str());
  }
};

LATHE_TEST(TestFileRules)
#include "test_file_rules.moc"
