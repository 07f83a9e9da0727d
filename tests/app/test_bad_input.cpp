#include <QObject>
#include <QTemporaryDir>
#include <QTest>
#include <functional>

#include "tests/app/program.h"
#include "tests/app/small_model.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

struct Place {
  fs::path model, data;
};
using Damage = std::function<void(const Place&)>;

void write(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

std::string bytes_of_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void change_config(const fs::path& model, const std::function<void(Json&)>& change) {
  Json config = read_json_file(model / "config.json");
  change(config);
  write(model / "config.json", config.dump(2));
}

void cut(const fs::path& file, uintmax_t bytes) { fs::resize_file(file, fs::file_size(file) - bytes); }

void overwrite_start(const fs::path& file, const std::string& bytes) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

// Bad input gets a sentence that names the file and the mend; nothing crashes and nothing half-written stays.
class TestBadInput : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  fs::path root() const { return folder_.path().toStdString(); }
  QStringList train(const fs::path& model, const fs::path& data, const fs::path& workspace) const {
    return {"train", "--model", QString::fromStdString(model.string()), "--data", QString::fromStdString(data.string()), "--workspace",
            QString::fromStdString(workspace.string()), "--set", "train.max_steps=1", "--set", "device.kind=cpu", "--set", "device.threads=1",
            "--set", "data.max_tokens=64"};
  }

 private Q_SLOTS:
  // A good model with weights, made by the program itself, that each case then damages.
  void initTestCase() {
    write_model_without_weights(root() / "scratch");
    write_records(root() / "good.jsonl", 12);
    const Outcome made = run_program("lathe", train(root() / "scratch", root() / "good.jsonl", root() / "made")
                                                  << "--set" << "model.from_scratch=true" << "--set" << "peft.method=full" << "--json");
    QVERIFY2(made.code == 0, qPrintable(made.err));
    const Json result = Json::parse(made.out.toStdString());
    QVERIFY2(result.contains("final"), qPrintable(made.out));
    fs::copy(result["final"].get<std::string>(), root() / "model", fs::copy_options::recursive);
    QVERIFY(fs::exists(root() / "model/model.safetensors"));
  }

  void eachDamageIsNamedAndNothingStays_data() {
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<QString>("named");
    QTest::newRow("missing config") << Damage([](const Place& p) { fs::remove(p.model / "config.json"); }) << "config.json";
    QTest::newRow("damaged config") << Damage([](const Place& p) { write(p.model / "config.json", "{\"model_type\": "); }) << "config.json";
    QTest::newRow("unsupported architecture")
        << Damage([](const Place& p) { change_config(p.model, [](Json& c) { c["model_type"] = "mamba"; }); }) << "mamba";
    QTest::newRow("config of the wrong kind")
        << Damage([](const Place& p) { change_config(p.model, [](Json& c) { c["hidden_size"] = "large"; }); }) << "hidden_size";
    QTest::newRow("negative width") << Damage([](const Place& p) { change_config(p.model, [](Json& c) { c["hidden_size"] = -40; }); }) << "hidden_size";
    QTest::newRow("wrong shapes")
        << Damage([](const Place& p) { change_config(p.model, [](Json& c) { c["intermediate_size"] = 64; }); }) << "mlp";
    QTest::newRow("no weights") << Damage([](const Place& p) { fs::remove(p.model / "model.safetensors"); }) << "safetensors";
    QTest::newRow("pickle weights") << Damage([](const Place& p) {
      fs::rename(p.model / "model.safetensors", p.model / "pytorch_model.bin");
    }) << "pytorch_model.bin";
    QTest::newRow("a pickle named safetensors") << Damage([](const Place& p) { overwrite_start(p.model / "model.safetensors", "PK\x03\x04"); })
                                                << "model.safetensors";
    QTest::newRow("truncated safetensors") << Damage([](const Place& p) { cut(p.model / "model.safetensors", 100); }) << "model.safetensors";
    QTest::newRow("lying header length") << Damage([](const Place& p) {
      overwrite_start(p.model / "model.safetensors", std::string("\xff\xff\xff\xff\xff\xff\xff\x7f", 8));
    }) << "model.safetensors";
    QTest::newRow("empty safetensors") << Damage([](const Place& p) { write(p.model / "model.safetensors", ""); }) << "model.safetensors";
    QTest::newRow("no tokenizer") << Damage([](const Place& p) { fs::remove(p.model / "tokenizer.json"); }) << "tokenizer";
    QTest::newRow("damaged tokenizer") << Damage([](const Place& p) { write(p.model / "tokenizer.json", "{}"); }) << "tokenizer.json";
    QTest::newRow("empty set") << Damage([](const Place& p) { write(p.data, ""); }) << "records.jsonl";
    QTest::newRow("only broken lines") << Damage([](const Place& p) { write(p.data, "{\"instruction\": \n{nonsense\n"); }) << "records.jsonl";
    QTest::newRow("not UTF-8") << Damage([](const Place& p) { write(p.data, "{\"instruction\": \"\xff\xfe\", \"output\": \"\xff\"}\n"); })
                               << "records.jsonl";
    QTest::newRow("wrong types") << Damage([](const Place& p) { write(p.data, "{\"instruction\": 1, \"output\": [2]}\n"); }) << "records.jsonl";
    QTest::newRow("nothing learned") << Damage([](const Place& p) { write(p.data, "{\"instruction\": \"Hello\", \"output\": \"\"}\n"); })
                                     << "records.jsonl";
    QTest::newRow("no such format") << Damage([](const Place& p) { write(p.data, "{\"question\": \"a\", \"reply\": \"b\"}\n"); }) << "records.jsonl";
  }
  void eachDamageIsNamedAndNothingStays() {
    QFETCH(Damage, damage);
    QFETCH(QString, named);
    const fs::path place = root() / "case";
    fs::remove_all(place);
    fs::create_directories(place);
    fs::copy(root() / "model", place / "model", fs::copy_options::recursive);
    fs::copy_file(root() / "good.jsonl", place / "records.jsonl");
    damage({place / "model", place / "records.jsonl"});
    const Outcome outcome = run_program("lathe", train(place / "model", place / "records.jsonl", place / "workspace"));
    QVERIFY2(!outcome.crashed, qPrintable(outcome.err));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(named), qPrintable(outcome.err));
    QVERIFY2(outcome.err.count('\n') >= 2, qPrintable("no mend beside the sentence: " + outcome.err));
    if (!fs::exists(place / "workspace")) return;
    for (const auto& entry : fs::recursive_directory_iterator(place / "workspace")) {
      const std::string name = entry.path().filename().string();
      QVERIFY2(name.find(".tmp") == std::string::npos && name != "final" && name != "best", name.c_str());
    }
  }

  void aWorkspaceThatCannotBeWrittenIsNamed() {
    write(root() / "a_file", "");
    const Outcome outcome = run_program("lathe", train(root() / "model", root() / "good.jsonl", root() / "a_file" / "workspace"));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("a_file"), qPrintable(outcome.err));
  }

  void bytesThatAreNotTextStillGiveJson() {
    const fs::path model = root() / "not_text";
    fs::copy(root() / "model", model, fs::copy_options::recursive);
    write(model / "config.json", "{\"model_type\": \"\xc3\x28\"}");
    const Outcome json = run_program("lathe", train(model, root() / "good.jsonl", root() / "w1") << "--json");
    QCOMPARE(json.code, 1);
    QCOMPARE(Json::parse(json.out.toStdString())["error"]["code"].get<std::string>(), std::string("json.syntax"));
    const Outcome events = run_program("lathe", train(model, root() / "good.jsonl", root() / "w2") << "--events" << "jsonl");
    QCOMPARE(events.code, 1);
    const Json last = Json::parse(events.out.trimmed().section('\n', -1).toStdString());
    QVERIFY(last["event"] == "finished" && last["code"] == "json.syntax");
    QVERIFY2(!events.err.contains("unexpected") && events.err.contains("config.json"), qPrintable(events.err));
  }

  void aLongValueOfTheWrongKindIsReportedWhole() {
    std::string words;
    for (int i = 0; i < 60; ++i) words += "\xe4\xb8\xad";
    write(root() / "kinds.jsonl", bytes_of_file(root() / "good.jsonl") + "{\"instruction\": \"a\", \"input\": [\"" + words + "\"], \"output\": \"b\"}\n");
    const QString file = QString::fromStdString((root() / "kinds.jsonl").string()), model = QString::fromStdString((root() / "model").string());
    const Outcome checked = run_program("lathe", {"data", "check", file, "--model", model, "--json"});
    QVERIFY2(checked.code == 0, qPrintable(checked.err));
    QCOMPARE(Json::parse(checked.out.toStdString())["issues"].size(), size_t{1});
    const Outcome trained = run_program("lathe", train(root() / "model", root() / "kinds.jsonl", root() / "w3") << "--json");
    QVERIFY2(trained.code == 0, qPrintable(trained.err));
  }

  // The disk refuses the checkpoint: what the program may write to one file is limited.
  void aRunThatTheDiskPausedHasFailed() {
    const QString lathe = QString::fromStdString((program_folder() / "lathe").string());
    const QStringList words = train(root() / "model", root() / "good.jsonl", root() / "w4") << "--set" << "peft.method=full";
    const Outcome outcome = run_program("/bin/bash", QStringList{"-c", "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$@\"", lathe} + words);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("lathe: ") && outcome.err.contains("lathe train --resume"), qPrintable(outcome.err));
    QVERIFY2(!outcome.out.contains("Done"), qPrintable(outcome.out));
  }

  void aFullDiskBehindTheOutputIsAFailure() {
    if (!fs::exists("/dev/full")) QSKIP("this system has no /dev/full");
    const Outcome outcome = run_into("lathe", {"train", "--settings"}, QStringLiteral("/dev/full"));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("could not be written"), qPrintable(outcome.err));
  }

  void linesThatAreNoRecordsAreListedBesideTheTokens() {
    const fs::path file = root() / "one_bad_line.jsonl";
    std::ofstream(file) << "{\"instruction\": \"a\", \"output\": \"b\"}\nnot json\n";
    const Outcome outcome = run_program("lathe", {"data", "tokens", QString::fromStdString(file.string()), "--model", QString::fromStdString((root() / "model").string())});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains("one_bad_line.jsonl") && outcome.err.contains('2'), qPrintable(outcome.err));
    QVERIFY2(outcome.out.contains("Record 1"), qPrintable(outcome.out));
  }

  void faultsBeforeTheJobAreJsonToo() {
    const Outcome json = run_program("lathe", train(root() / "model", root() / "good.jsonl", root() / "w5") << "--json" << "--set" << "train.epochs=0");
    QCOMPARE(json.code, 1);
    QCOMPARE(Json::parse(json.out.toStdString())["error"]["code"].get<std::string>(), std::string("config.invalid"));
    const Outcome events = run_program("lathe", train(root() / "model", root() / "good.jsonl", root() / "w5") << "--events" << "jsonl" << "--set" << "peft.rank=0");
    QCOMPARE(events.code, 1);
    const Json told = Json::parse(events.out.toStdString());
    QVERIFY(told["event"] == "finished" && told["result"] == "failed" && told["issues"].size() == 1);
  }

  void aListInThePlaceOfAnObjectIsRefused() {
    write(root() / "list.json", "{\"model\": [1]}");
    QStringList arguments = train(root() / "model", root() / "good.jsonl", root() / "w6");
    arguments.insert(1, QString::fromStdString((root() / "list.json").string()));
    const Outcome outcome = run_program("lathe", arguments);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("model.path") && !outcome.err.contains("unexpected"), qPrintable(outcome.err));
  }

  void wrongUsageExitsWithTwo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no command") << QStringList();
    QTest::newRow("unknown command") << QStringList{"trian"};
    QTest::newRow("train without anything") << QStringList{"train"};
    QTest::newRow("a file that is not there") << QStringList{"train", "nowhere.json"};
    QTest::newRow("settings for a run that is taken up") << QStringList{"train", "--resume", "/", "--set", "peft.rank=2"};
    QTest::newRow("a model for a run that is taken up") << QStringList{"train", "--resume", "/", "--model", "/"};
    QTest::newRow("compare without an adapter") << QStringList{"generate", "/", "--compare", "--prompt", "x"};
  }
  void wrongUsageExitsWithTwo() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = run_program("lathe", arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY(!outcome.err.isEmpty());
  }

  void aWrongSettingNamesTheNearestOne() {
    const Outcome outcome = run_program("lathe", train(root() / "model", root() / "good.jsonl", root() / "w") << "--set" << "peft.rnak=4");
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("peft.rnak") && outcome.err.contains("\"rank\""), qPrintable(outcome.err));
  }
};

LATHE_TEST(TestBadInput)
#include "test_bad_input.moc"
