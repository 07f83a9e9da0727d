#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include "core/engine/catalog.h"
#include "tests/app/program.h"
#include "tests/app/small_model.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;
namespace fs = std::filesystem;

// What people type on their first day: half-known names, Ctrl+C, a run folder where a file was meant.
class TestFirstWords : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  fs::path root() const { return folder_.path().toStdString(); }
  QString path(const char* name) const { return QString::fromStdString((root() / name).string()); }

  QStringList train(const QStringList& more) const {
    return QStringList{"train", "--model", path("scratch"), "--data", path("records.jsonl"), "--workspace", path("work"), "--set", "model.from_scratch=true",
                       "--set", "device.kind=cpu", "--set", "device.threads=1", "--set", "data.max_tokens=64"}
           << more;
  }
  QString said(const QStringList& arguments, int code) const {
    const Outcome outcome = run_program("lathe", arguments);
    if (outcome.code != code) qWarning("exit code %d instead of %d: %s", outcome.code, code, qPrintable(outcome.err));
    return outcome.code == code ? outcome.out + outcome.err : QString();
  }
  static std::vector<Json> events_of(QByteArray lines) {
    std::vector<Json> out;
    for (const QByteArray& line : lines.split('\n'))
      if (!line.trimmed().isEmpty()) out.push_back(Json::parse(line.toStdString()));
    return out;
  }

 private Q_SLOTS:
  void initTestCase() {
    write_model_without_weights(root() / "scratch");
    write_records(root() / "records.jsonl", 20);
  }

  void ctrlCKeepsWhatWasLearned() {
    QProcess process;
    process.start(QString::fromStdString((program_folder() / "lathe").string()), train({"--events", "jsonl", "--set", "train.epochs=10000"}));
    QByteArray lines;
    QVERIFY(QTest::qWaitFor([&] { process.waitForReadyRead(50); lines += process.readAllStandardOutput(); return lines.contains("\"event\":\"step\""); }, 60000));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(60000));
    lines += process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 130);
    int64_t reached = 0;
    std::string folder;
    for (const Json& event : events_of(lines)) {
      if (event["event"] == "step") reached = event["step"].get<int64_t>();
      if (event["event"] == "finished") folder = event["path"].get<std::string>();
    }
    QVERIFY(reached > 0 && !folder.empty());
    const QString words = process.readAllStandardError();
    QVERIFY2(words.contains(QString("Paused after step %1").arg(reached)) && words.contains("--resume " + QString::fromStdString(folder)), qPrintable(words));

    process.start(QString::fromStdString((program_folder() / "lathe").string()), {"train", "--resume", QString::fromStdString(folder), "--events", "jsonl"});
    lines.clear();
    QVERIFY(QTest::qWaitFor([&] { process.waitForReadyRead(50); lines += process.readAllStandardOutput(); return lines.contains("\"event\":\"step\""); }, 60000));
    for (int presses = 0; presses < 2 && process.state() == QProcess::Running; ++presses) {
      ::kill(static_cast<pid_t>(process.processId()), SIGINT);
      process.waitForFinished(300);
    }
    QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(60000));
    lines += process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 130);
    for (const Json& event : events_of(lines))
      if (event["event"] == "step") {
        QCOMPARE(event["step"].get<int64_t>(), reached + 1);
        break;
      }
  }

  void ctrlCEndsTheDemoAndSaysHowItGoesOn() {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QString::fromStdString((program_folder() / "lathe").string()),
                  {"demo", "--workspace", path("demo"), "--set", "device.kind=cpu", "--set", "device.threads=1", "--set", "train.epochs=10000"});
    QByteArray words;
    QVERIFY(QTest::qWaitFor([&] { process.waitForReadyRead(50); words += process.readAllStandardOutput(); return words.contains("step 1/"); }, 60000));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(60000));
    words += process.readAllStandardOutput();
    QVERIFY2(process.exitCode() == 130 && words.contains("Paused after step") && words.contains("train --resume " + path("demo").toUtf8()), words.constData());
    QVERIFY2(!words.contains("Taught in") && !words.contains("The adapter:"), words.constData());
  }

  void aRunIsTakenUpFromInsideItsFolder() {
    const Outcome first = run_program("lathe", train({"--json", "--set", "train.epochs=1"}));
    QVERIFY2(first.code == 0, qPrintable(first.err));
    const fs::path folder = Json::parse(first.out.toStdString())["run"].get<std::string>();
    Json record = read_json_file(folder / "run.json");
    record["state"] = "paused";
    std::ofstream(folder / "run.json", std::ios::trunc) << record.dump(2);
    const auto runs = [this] { return std::distance(fs::directory_iterator(root() / "work/runs"), {}); };
    const auto before = runs();
    const QString lathe = QString::fromStdString((program_folder() / "lathe").string()), inside = QString::fromStdString(folder.string());
    for (const char* named : {"run.json", "."}) {
      const Outcome again = run_program("/bin/bash", {"-c", "cd \"$1\" && exec \"$0\" train --resume \"$2\" --workspace \"$3\" --json", lathe, inside, named, path("work")});
      if (QByteArray(named) == ".") {      // finished by now
        QVERIFY2(again.code == 1 && again.err.contains("the run is finished"), qPrintable(again.err));
      } else {
        QVERIFY2(again.code == 0, qPrintable(again.err));
        QVERIFY(fs::equivalent(Json::parse(again.out.toStdString())["run"].get<std::string>(), folder));
      }
      QCOMPARE(runs(), before);
    }
  }

  void aRunFolderIsAConfigurationToo() {
    const Outcome first = run_program("lathe", train({"--json", "--set", "train.epochs=1", "--set", "samples.prompts=hi"}));
    QVERIFY2(first.code == 0, qPrintable(first.err));
    const fs::path folder = Json::parse(first.out.toStdString())["run"].get<std::string>();
    const Json record = read_json_file(folder / "run.json");
    QVERIFY(record["used"]["optimizer.learning_rate"].get<double>() > 0 && record["used"]["evaluation.every_steps"].get<int>() > 0);
    QCOMPARE(record["used"]["peft.rank"].get<int>(), 16);
    QCOMPARE(record["used"]["device.kind"].get<std::string>(), std::string("cpu"));
    QVERIFY(fs::file_size(folder / "samples.jsonl") > 0);
    for (const fs::path& again : {folder, folder / "run.json"}) {
      const Outcome second = run_program("lathe", {"train", QString::fromStdString(again.string()), "--workspace", path("work"), "--json", "--set", "name=again"});
      QVERIFY2(second.code == 0, qPrintable(second.err));
      const fs::path other = Json::parse(second.out.toStdString())["run"].get<std::string>();
      QVERIFY(other != folder);
      const Json there = read_json_file(other / "run.json");
      QVERIFY(there["config"]["train"] == record["config"]["train"] && there["base_fingerprint"] == record["base_fingerprint"]);
    }
  }

  void aRunWithoutPromptsTakesThemFromItsRecords() {
    const auto prompts = [this](const QStringList& more, QString& said) {
      const Outcome outcome = run_program("lathe", train(QStringList{"--json", "--set", "train.epochs=1"} << more));
      said = outcome.err;
      return read_json_file(fs::path(Json::parse(outcome.out.toStdString())["run"].get<std::string>()) / "run.json")["config"]["samples"]["prompts"];
    };
    QString said;
    const Json chosen = prompts({"--set", "data.eval_share=0.2"}, said);
    QVERIFY(chosen.size() == 2 && chosen[0] != chosen[1] && chosen[0].get<std::string>().starts_with("Question "));
    QVERIFY2(said.contains("from the first held-out records: \"" + QString::fromStdString(chosen[0].get<std::string>())) && said.contains("samples.prompts chooses others"), qPrintable(said));
    const Json first = prompts({"--set", "data.eval_share=0"}, said);
    QVERIFY2(first == Json::array({"Question 0?", "Question 1?"}) && said.contains("from the first records"), qPrintable(said));
    QVERIFY(prompts({"--set", "samples.prompts=hi"}, said) == Json::array({"hi"}));
    QVERIFY(prompts({"--set", "samples.prompts=[]"}, said).empty() && !said.contains("Asked again"));
  }

  void theResultOfARunIsFoundInItsFolder() {
    const Outcome full = run_program("lathe", train({"--json", "--set", "train.epochs=1", "--set", "peft.method=full"}));
    QVERIFY2(full.code == 0, qPrintable(full.err));
    const Json run = Json::parse(full.out.toStdString());
    const QString words = said({"generate", QString::fromStdString(run["final"].get<std::string>()), "--tuned", QString::fromStdString(run["run"].get<std::string>()), "--prompt",
                                "hi", "--set", "max_new_tokens=2", "--device", "cpu"}, 0);
    QVERIFY2(words.contains("Using " + QString::fromStdString(run["best"].get<std::string>())), qPrintable(words));
    QVERIFY(said({"generate", QString::fromStdString(run["final"].get<std::string>()), "--prompt", " "}, 1).contains("the prompt is empty"));
  }

  void settingsAreListedAndNearMissesFound() {
    const QString list = said({"train", "--settings"}, 0);
    for (const OptionInfo& option : engine::run_options()) QVERIFY2(list.contains(QString::fromStdString("  " + option.key + " = ")), option.key.c_str());
    for (const engine::CatalogEntry& method : engine::methods())
      for (const OptionInfo& option : method.options) QVERIFY2(list.contains(QString::fromStdString("  peft." + option.key + " = ")), option.key.c_str());
    QVERIFY(said(train({"--set", "pfet.rank=3"}), 1).contains("the nearest one is \"peft\""));
    QVERIFY(said(train({"--set", "epochs=3"}), 1).contains("the nearest one is \"train.epochs\""));
    QVERIFY(said(train({"--set", "peft.method=lroa"}), 1).contains("lora"));
    QVERIFY(!said(train({"--set", "epochs=3"}), 1).contains("settings are wrong"));
    QVERIFY(!said(train({"--set", "epochs=3"}), 1).contains("[read_config]"));
  }

  void wrongWordsAreAnsweredShortly() {
    QVERIFY(said({"trian"}, 2).contains("the nearest one is \"train\""));
    QVERIFY(said({}, 2).contains("generate"));
    const QString zero = said({"data", "tokens", path("records.jsonl"), "--model", path("scratch"), "--record", "0"}, 2);
    QVERIFY2(zero.contains("from 1 on") && zero.size() < 400, qPrintable(zero));
    const QString beyond = said({"data", "tokens", path("records.jsonl"), "--model", path("scratch"), "--record", "21"}, 1);
    QVERIFY2(beyond.contains("20"), qPrintable(beyond));
    std::ofstream(root() / "a_file") << "x";
    const Outcome outcome = run_program("lathe", {"train", "--model", path("scratch"), "--data", path("records.jsonl"), "--workspace", path("a_file")});
    QVERIFY2(outcome.code == 1 && outcome.err.contains("is a file, not a folder") && !outcome.err.contains("Checking"), qPrintable(outcome.err));
  }

  void recordsInOneLineAreNumbered() {
    std::ofstream(root() / "one_line.json") << R"([{"instruction":"a","output":"b"},{"instruction":"c","output":""},{"instruction":"a","output":"b"}])";
    const QString words = said({"data", "check", path("one_line.json"), "--model", path("scratch"), "--set", "data.max_tokens=64"}, 0);
    QVERIFY2(words.contains("#2 output") && words.contains("#3: is the same as #1"), qPrintable(words));
  }

  void theStudioNeedsADisplayAndSaysSo() {
    QProcess process;
    QProcessEnvironment bare = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) bare.remove(name);
    process.setProcessEnvironment(bare);
    const QString studio = QString::fromStdString((program_folder() / "lathe-studio").string());
    process.start(studio, QStringList{});
    QVERIFY(process.waitForFinished(20000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 3);
    const QString words = process.readAllStandardError();
    QVERIFY2(words.contains("needs a display") && words.count('\n') <= 2, qPrintable(words));
    process.start(studio, {"--help"});
    QVERIFY(process.waitForFinished(20000) && process.exitCode() == 0);
    QVERIFY(process.readAllStandardOutput().contains("--workspace"));
  }
};

LATHE_TEST(TestFirstWords)
#include "test_first_words.moc"
