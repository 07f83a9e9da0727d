#include <QObject>
#include <QTest>
#include <map>
#include <regex>

#include "tests/architecture/source_files.h"
#include "tests/support/run_tests.h"

using namespace lathe::tests;

namespace {

// Rooms of core by level: a file includes its own level or a lower one.
const std::map<std::string, int> kLevels = {{"base", 0}, {"config", 1}, {"io", 1},   {"text", 2}, {"model", 2},  {"runs", 2}, {"data", 3},
                                            {"peft", 3}, {"train", 4},  {"eval", 4}, {"export", 4}, {"engine", 5}};
// model reads the packed batch, a plain struct that data fills: the one look upwards.
const std::vector<std::pair<std::string, std::string>> kExceptions = {{"core/model/", "core/data/packer.h"}};
const std::vector<std::string> kPlainRooms = {"core/base/", "core/config/", "core/io/", "core/text/", "core/runs/", "core/data/"};

struct Include {
  std::string file, target;
  size_t line;
  bool angled;
};

std::vector<Include> includes_of(const SourceFile& file) {
  static const std::regex pattern("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");   // a raw literal with quotes confuses moc
  std::vector<Include> out;
  std::smatch match;
  for (size_t i = 0; i < file.lines.size(); ++i)
    if (std::regex_search(file.lines[i], match, pattern)) out.push_back({file.path, match[2], i + 1, match[1] == "<"});
  return out;
}

bool begins(const std::string& text, const std::string& start) { return text.compare(0, start.size(), start) == 0; }
bool is_torch(const std::string& target) {
  return begins(target, "torch/") || begins(target, "ATen/") || begins(target, "c10/");
}
bool is_qt(const std::string& target) {
  static const std::regex pattern(R"(^(Q[A-Z]\w*|Qt\w*/.*|qcustomplot\.h)$)");
  return std::regex_match(target, pattern);
}
// A part of its own that is opened at run time, as the kernels are.
const std::string kParquet = "core/parquet/";
bool is_cuda(const std::string& target) { return begins(target, "cuda") || begins(target, "cublas") || begins(target, "cudnn"); }
std::string room_of(const std::string& path) {
  const size_t from = path.find('/') + 1;
  return path.substr(from, path.find('/', from) - from);
}
bool excepted(const Include& include) {
  for (const auto& [from, to] : kExceptions)
    if (begins(include.file, from) && include.target == to) return true;
  return false;
}

// Why this include is forbidden, or nothing.
std::string fault_of(const Include& include) {
  const std::string& file = include.file;
  const std::string& target = include.target;
  if (target == "torch/torch.h") return "torch/torch.h costs half a minute in every file that includes it";
  if (begins(file, "gpu/")) {
    if (begins(target, "core/") || begins(target, "ui/") || begins(target, "app/") || is_qt(target)) return "gpu knows only ATen and CUDA";
    if (file.ends_with(".cu") && is_torch(target)) return "a .cu file includes no ATen";
  }
  if (begins(file, kParquet)) {
    const bool own = begins(target, kParquet);
    if (!own && (begins(target, "core/") || begins(target, "gpu/") || begins(target, "ui/") || begins(target, "app/") || is_qt(target) || is_torch(target))) return "core/parquet knows only Arrow";
    return {};
  }
  if (begins(file, "core/")) {
    if (begins(target, "arrow/") || begins(target, "parquet/") || begins(target, kParquet)) return "Arrow stays in core/parquet";
    if (is_qt(target)) return "core knows no Qt";
    if (begins(target, "ui/") || begins(target, "app/")) return "core includes nothing above it";
    if (is_cuda(target)) return "CUDA stays in gpu/kernels";
    if (begins(target, "core/") && room_of(file) != "torch_pch.h") {
      const auto own = kLevels.find(room_of(file)), other = kLevels.find(room_of(target));
      if (own == kLevels.end() || other == kLevels.end()) return "a room without a level";
      if (other->second > own->second && !excepted(include)) return "a room of a higher level";
    }
    for (const std::string& plain : kPlainRooms)
      if (begins(file, plain) && (is_torch(target) || begins(target, "gpu/"))) return "this room names no Torch type";
    for (const char* header : {"engine", "event", "job", "catalog", "hardware"})
      if (file == "core/engine/" + std::string(header) + ".h" && is_torch(target)) return "what the window sees of engine names no Torch type";
  }
  if (begins(file, "ui/") && (is_torch(target) || is_cuda(target) || begins(target, "gpu/") || begins(target, "app/")))
    return "ui includes no Torch, CUDA, gpu or app";
  if (begins(file, "ui/"))
    for (const char* room : {"core/model/", "core/peft/", "core/train/", "core/eval/", "core/io/"})
      if (begins(target, room)) return "ui sees core through engine, data, runs, config and text";
  if (begins(file, "app/") && (is_torch(target) || is_cuda(target) || begins(target, "gpu/"))) return "app includes no Torch, CUDA or gpu";
  return {};
}

}  // namespace

class TestIncludeRules : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyIncludePointsDownwards() {
    const auto files = source_files({"app", "core", "gpu", "ui"}, {".h", ".cpp", ".cu", ".cuh"});
    QVERIFY2(files.size() > 50, "the sources were not found: is LATHE_SOURCE set?");
    std::string faults;
    for (const SourceFile& file : files)
      for (const Include& include : includes_of(file))
        if (const std::string fault = fault_of(include); !fault.empty())
          faults += "\n" + include.file + ":" + std::to_string(include.line) + ": " + include.target + ": " + fault;
    QVERIFY2(faults.empty(), faults.c_str());
  }

  void theRulesCatchWhatTheyForbid_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("target");
    QTest::newRow("qt in core") << "core/base/json.h" << "QString";
    QTest::newRow("torch in ui") << "ui/pages/home.cpp" << "ATen/ATen.h";
    QTest::newRow("torch in a plain room") << "core/data/packer.h" << "ATen/core/Tensor.h";
    QTest::newRow("upwards in core") << "core/text/tokenizer.h" << "core/data/record.h";
    QTest::newRow("Arrow in core") << "core/data/parquet_file.cpp" << "arrow/array.h";
    QTest::newRow("core in parquet") << "core/parquet/lines_of_rows.cpp" << "core/base/error.h";
    QTest::newRow("core in gpu") << "gpu/reference/rope.cpp" << "core/base/error.h";
    QTest::newRow("ATen in a kernel") << "gpu/kernels/rms_norm.cu" << "ATen/ATen.h";
    QTest::newRow("peft in ui") << "ui/forms/form.cpp" << "core/peft/method.h";
    QTest::newRow("torch in an engine header") << "core/engine/engine.h" << "ATen/core/Tensor.h";
  }
  void theRulesCatchWhatTheyForbid() {
    QFETCH(QString, file);
    QFETCH(QString, target);
    QVERIFY(!fault_of({file.toStdString(), target.toStdString(), 1, true}).empty());
  }
};

LATHE_TEST(TestIncludeRules)
#include "test_include_rules.moc"
