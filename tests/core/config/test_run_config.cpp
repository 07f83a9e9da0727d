#include <QObject>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/config/run_config.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using config::RunConfig;

namespace {

Json smallest() { return {{"model", {{"path", "m"}}}, {"data", {{"path", "d.jsonl"}}}}; }

Error error_of(const Json& json) {
  try {
    config::run_config_from_json(json, "run.json");
  } catch (const Error& error) {
    return error;
  }
  return Error("none", {});
}

const Issue* issue_at(const Error& error, const std::string& field) {
  for (const Issue& issue : error.issues)
    if (issue.field == field) return &issue;
  return nullptr;
}

}  // namespace

class TestRunConfig : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void defaultsFillWhatIsNotSaid() {
    const RunConfig config = config::run_config_from_json(smallest(), "run.json");
    QCOMPARE(config.train.batch_records, 8);
    QCOMPARE(config.peft["method"].get<std::string>(), std::string("lora"));
    QCOMPARE(config.data.eval_share, 0.05);
  }

  void writingAndReadingGivesTheSame() {
    RunConfig config = config::run_config_from_json(smallest(), "run.json");
    config.name = "识别-1";
    config.train.epochs = 2.5;
    config.peft = {{"method", "lora"}, {"rank", 4}, {"targets", {"q", "v"}}};
    config.samples.prompts = {"Who are you?", "你是谁？"};
    const RunConfig again = config::run_config_from_json(config::to_json(config), "run.json");
    QVERIFY(config::to_json(again) == config::to_json(config));
    QVERIFY(config::differences(config, again).empty());
  }

  void allFaultsAreReportedAtOnce() {
    Json json = smallest();
    json["train"] = {{"epochs", -1}, {"batch_records", "8"}, {"batchrecords", 8}};
    json["schedule"] = {{"kind", "cosin"}};
    const Error error = error_of(json);
    QCOMPARE(error.code, std::string("config.invalid"));
    QCOMPARE(error.issues.size(), size_t{4});
    QVERIFY(issue_at(error, "train.batchrecords"));
    QVERIFY(issue_at(error, "train.batchrecords")->reason.str().find("\"batch_records\"") != std::string::npos);
    QVERIFY(issue_at(error, "schedule.kind")->reason.str().find("cosine, linear, constant") != std::string::npos);
    QVERIFY(issue_at(error, "train.epochs"));
  }

  void numbersOutsideTheirKindAreRefused_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("fraction for a count") << QByteArray("1.5");
    QTest::newRow("larger than an int") << QByteArray("4294967296");
    QTest::newRow("larger than 64 bits") << QByteArray("18446744073709551615");
    QTest::newRow("text") << QByteArray("\"8\"");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("list") << QByteArray("[8]");
  }
  void numbersOutsideTheirKindAreRefused() {
    QFETCH(QByteArray, value);
    Json json = smallest();
    json["train"] = {{"batch_records", Json::parse(value.toStdString())}};
    QVERIFY(issue_at(error_of(json), "train.batch_records"));
  }

  void aNameThatIsNoFolderIsRefused() {
    for (const char* name : {"", "../x", "a/b", ".hidden", "a b"}) {
      Json json = smallest();
      json["name"] = name;
      QVERIFY2(issue_at(error_of(json), "name"), name);
    }
  }

  void aNewerSchemaIsNotGuessed() {
    Json json = smallest();
    json["schema_version"] = config::kSchemaVersion + 1;
    QCOMPARE(error_of(json).code, std::string("config.newer"));
  }

  void microBatchesMustHoldOneRecord() {
    Json json = smallest();
    json["data"]["max_tokens"] = 9000;
    QVERIFY(issue_at(error_of(json), "train.micro_tokens"));
  }

  void everyKindOfFaultIsNamedAtOnce() {
    Json json = smallest();
    json["name"] = "../x";                                    // a rule
    json["data"]["max_tokens"] = 9000;                        // a rule between two settings
    json["train"] = {{"epochs", "many"}};                     // a wrong kind
    json["model"] = {{"path", 3}};                            // and no second sentence about its being empty
    try {
      config::run_config_from_json(json, "run.json", [](const RunConfig&, const std::string& file) -> std::vector<Issue> {
        return {{file, 0, "peft.method", phrase("is unknown"), "peft.unknown"}};
      });
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.issues.size(), size_t{5});
      for (const char* field : {"name", "train.micro_tokens", "train.epochs", "model.path", "peft.method"}) QVERIFY2(issue_at(error, field), field);
    }
  }

  void settingsAloneAreEnoughAndTextsStayTexts() {
    const RunConfig config = config::read_run_config({}, {"model.path=m", "data.path=\"2024\"", "name=2024"});
    QCOMPARE(config.name, std::string("2024"));
    QCOMPARE(config.data.path, (std::filesystem::current_path() / "2024").string());
    QCOMPARE(config.model.path, (std::filesystem::current_path() / "m").string());
  }

  void settingsFromTheCommandLineWin() {
    QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "run.json";
    std::ofstream(path) << smallest().dump();
    const RunConfig config = config::read_run_config(path, {"peft.method=full", "train.epochs=7", "name=second"});
    QCOMPARE(config.peft["method"].get<std::string>(), std::string("full"));
    QCOMPARE(config.train.epochs, 7.0);
    QCOMPARE(config.name, std::string("second"));
    QCOMPARE(config.model.path, (path.parent_path() / "m").string());
    QVERIFY_EXCEPTION_THROWN(config::read_run_config(path, {"peft.method"}), Error);
  }

  void optionsWithoutAMethodBelongToTheUsualOne() {
    Json json = smallest();
    json["peft"] = {{"rank", 4}};
    const RunConfig config = config::run_config_from_json(json, "run.json");
    QCOMPARE(config.peft["method"].get<std::string>(), std::string("lora"));
    QCOMPARE(config.peft["rank"].get<int>(), 4);
  }

  void differencesNameKeyAndBothValues() {
    RunConfig left = config::run_config_from_json(smallest(), "run.json");
    RunConfig right = left;
    right.peft["rank"] = 32;
    right.optimizer.learning_rate = 1e-4;
    const auto found = config::differences(left, right);
    QCOMPARE(found.size(), size_t{2});
    QCOMPARE(found[0].key, std::string("optimizer.learning_rate"));
    QCOMPARE(found[1].right, std::string("32"));
  }
};

LATHE_TEST(TestRunConfig)
#include "test_run_config.moc"
