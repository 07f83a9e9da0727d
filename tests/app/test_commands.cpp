#include <QObject>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/base/files.h"
#include "tests/app/program.h"
#include "tests/app/small_model.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;
namespace fs = std::filesystem;

// The main flow as a person types it, on a model that trains in a second.
class TestCommands : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  fs::path root() const { return folder_.path().toStdString(); }
  QString path(const char* name) const { return QString::fromStdString((root() / name).string()); }
  Json run_;

  QStringList train(const QStringList& more) const {
    return QStringList{"train", "--model", path("scratch"), "--data", path("records.jsonl"), "--workspace", path("work"), "--set", "model.from_scratch=true",
                       "--set", "device.kind=cpu", "--set", "device.threads=1", "--set", "data.max_tokens=64", "--set", "train.epochs=2"}
           << more;
  }

 private Q_SLOTS:
  void initTestCase() {
    write_model_without_weights(root() / "scratch");
    write_records(root() / "records.jsonl", 20);
  }

  void trainWritesTheWholeRunFolder() {
    const Outcome outcome = run_program("lathe", train({"--json", "--set", "peft.method=full"}));
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    run_ = Json::parse(outcome.out.toStdString());
    const fs::path folder = run_["run"].get<std::string>();
    for (const char* name : {"run.json", "metrics.jsonl", "tensorboard", "data_report.json", "samples.jsonl", "log.txt", "checkpoints", "best", "final"})
      QVERIFY2(fs::exists(folder / name), name);
    for (const char* name : {"config.json", "model.safetensors", "tokenizer.json"}) QVERIFY2(fs::exists(folder / "final" / name), name);
  }

  void convertWritesNothingOver() {
    const std::string before = read_text_file(root() / "records.jsonl", size_t{1} << 20);
    const Outcome same = run_program("lathe", {"data", "convert", path("records.jsonl"), "--out", path("records.jsonl")});
    QVERIFY(same.code != 0 && same.err.contains("is there already"));
    QCOMPARE(read_text_file(root() / "records.jsonl", size_t{1} << 20), before);
    std::ofstream(root() / "nothing.jsonl") << "{\"instruction\": 3}\n";
    const Outcome nothing = run_program("lathe", {"data", "convert", path("nothing.jsonl"), "--out", path("v1.jsonl"), "--set", "format=alpaca"});
    QVERIFY(nothing.code != 0 && !fs::exists(root() / "v1.jsonl"));
    QCOMPARE(run_program("lathe", {"data", "convert", path("records.jsonl"), "--out", path("v1.jsonl"), "--name", "mine"}).code, 0);
    QVERIFY(fs::exists(root() / "v1.jsonl") && fs::exists(root() / "dataset_info.json"));
    QVERIFY(QString::fromStdString(read_text_file(root() / "v1.jsonl", size_t{1} << 20)).count("\n") == 20);
    const Outcome again = run_program("lathe", {"data", "convert", path("records.jsonl"), "--out", path("v2.jsonl"), "--name", "mine"});
    QVERIFY(again.code != 0 && !fs::exists(root() / "v2.jsonl"));
  }

  void aLoraRunOnTheResultMakesAnAdapter() {
    QStringList arguments = train({"--json", "--set", "model.from_scratch=false", "--set", "peft.rank=4"});
    arguments[2] = QString::fromStdString(run_["final"].get<std::string>());
    const Outcome outcome = run_program("lathe", arguments);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    const fs::path adapter = Json::parse(outcome.out.toStdString())["best"].get<std::string>();
    QVERIFY(fs::exists(adapter / "adapter_config.json"));
    QVERIFY(fs::exists(adapter / "adapter_model.safetensors"));
    const Outcome compared = run_program("lathe", {"generate", arguments[2], "--adapter", QString::fromStdString(adapter.string()), "--compare", "--prompt",
                                                   "Question 1?", "--set", "max_new_tokens=8", "--device", "cpu", "--json"});
    QVERIFY2(compared.code == 0, qPrintable(compared.err));
    const Json answers = Json::parse(compared.out.toStdString())["answers"];
    QCOMPARE(answers.size(), size_t{2});
    QVERIFY(answers[0]["weights_hash"] != answers[1]["weights_hash"]);
    QVERIFY(answers[0]["prompt_ids"] == answers[1]["prompt_ids"]);
  }

  void severalPromptsAreAnsweredWithTheOptionsOfTheTable() {
    const QString model = QString::fromStdString(run_["final"].get<std::string>());
    const QStringList ask = {"generate", model, "--prompt", "Question 1?", "--prompt", "Question 2?", "--device", "cpu", "--json", "--max-new-tokens", "6"};
    const auto answers = [&](const QStringList& more) {
      const Outcome outcome = run_program("lathe", ask + more);
      return outcome.code == 0 ? Json::parse(outcome.out.toStdString())["answers"] : Json();
    };
    const Json plain = answers({});
    QCOMPARE(plain.size(), size_t{2});
    QCOMPARE(plain[0]["settings"]["max_new_tokens"].get<int>(), 6);
    const Json beams = answers({"--num-beams", "3", "--set", "num_return_sequences=2"});
    QCOMPARE(beams.size(), size_t{2});
    QCOMPARE(beams[0]["others"].size(), size_t{1});
    const std::string text = plain[0]["text"];
    const auto letter = std::find_if(text.begin(), text.end(), [](unsigned char c) { return c < 128 && std::isalnum(c); });
    if (letter != text.end()) {
      const Json cut = answers({"--stop-strings", QString(QChar(*letter))});
      QCOMPARE(cut[0]["text"].get<std::string>(), std::string(text.begin(), letter));
      QCOMPARE(cut[0]["stop_string"].get<std::string>(), std::string(1, *letter));
    }
    QCOMPARE(run_program("lathe", ask + QStringList{"--min-p", "2"}).code != 0, true);
  }

  void eventsAreOneJsonLineEachInOrder() {
    const Outcome outcome = run_program("lathe", train({"--events", "jsonl"}));
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    int64_t last_step = 0;
    std::vector<std::string> kinds;
    for (const QString& line : outcome.out.split('\n', Qt::SkipEmptyParts)) {
      const Json event = Json::parse(line.toStdString());
      kinds.push_back(event["event"].get<std::string>());
      if (kinds.back() != "step") continue;
      QCOMPARE(event["step"].get<int64_t>(), last_step + 1);
      last_step = event["step"].get<int64_t>();
    }
    QVERIFY(last_step > 0);
    QCOMPARE(kinds.back(), std::string("finished"));
  }

  void otherJobsTellTheirEventsToo() {
    const QString model = QString::fromStdString(run_["final"].get<std::string>());
    const std::pair<QStringList, std::string> asked[] = {{QStringList{"info"}, "hardware"},
                                                         {QStringList{"info", model}, "model"},
                                                         {QStringList{"generate", model, "--prompt", "hi", "--max-new-tokens", "2", "--device", "cpu"}, "answer"},
                                                         {QStringList{"logits", model, "--ids", "1,2", "--out", path("events.safetensors"), "--device", "cpu"}, "started"},
                                                         {QStringList{"data", "check", path("records.jsonl"), "--model", model}, "data_checked"},
                                                         {QStringList{"data", "tokens", path("records.jsonl"), "--model", model}, "tokens"}};
    for (const auto& [arguments, kind] : asked) {
      const Outcome outcome = run_program("lathe", arguments + QStringList{"--events", "jsonl"});
      QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
      std::vector<std::string> kinds;
      for (const QString& line : outcome.out.split('\n', Qt::SkipEmptyParts)) kinds.push_back(Json::parse(line.toStdString())["event"].get<std::string>());
      QVERIFY2(std::find(kinds.begin(), kinds.end(), kind) != kinds.end(), qPrintable(outcome.out));
      QCOMPARE(kinds.back(), std::string("finished"));
    }
  }

  void dataCheckCountsAndNamesLines() {
    fs::copy_file(root() / "records.jsonl", root() / "broken.jsonl");
    std::ofstream(root() / "broken.jsonl", std::ios::app) << "{\"instruction\": \"cut\n{\"instruction\": \"no answer\", \"output\": \"\"}\n";
    const Outcome outcome = run_program("lathe", {"data", "check", path("broken.jsonl"), "--model", path("scratch"), "--json"});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QVERIFY2(outcome.out.contains("21"), qPrintable(outcome.out));
    const Outcome text = run_program("lathe", {"data", "check", path("broken.jsonl"), "--model", path("scratch")});
    QVERIFY2(text.err.contains("line 21") && text.err.contains("line 22"), qPrintable(text.err));
  }

  void dataTokensMarksWhatIsLearned() {
    const Outcome outcome = run_program("lathe", {"data", "tokens", path("records.jsonl"), "--model", path("scratch"), "--count", "1", "--json"});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    const Json record = Json::parse(outcome.out.toStdString())["records"][0];
    std::string learned;
    for (const Json& token : record["tokens"])
      if (token["learned"].get<bool>()) learned += token["text"].get<std::string>();
    QCOMPARE(learned, std::string("Answer 0.<|im_end|>"));
    QVERIFY(record["index"] == 0 && record["fate"] == "whole" && record["turns_cut"] == 0 && record["issues"] == Json::array());
  }

  void dataTokensReadsNoFurtherThanItShows() {
    write_records(root() / "many.jsonl", 3000);
    std::ofstream(root() / "many.jsonl", std::ios::app) << "{broken\n";
    const auto shown = [&](const char* first) { return run_program("lathe", {"data", "tokens", path("many.jsonl"), "--model", path("scratch"), "--record", first, "--count", "2"}); };
    const Outcome inside = shown("1200"), behind = shown("3001");
    QVERIFY2(inside.code == 0 && !inside.err.contains("many.jsonl"), qPrintable(inside.err));
    QVERIFY2(inside.out.contains("Record 1,200:") && inside.out.contains("Question 1199?") && inside.out.contains("Question 1200?") && !inside.out.contains("Record 1,202"), qPrintable(inside.out));
    QVERIFY2(behind.code != 0 && behind.err.contains("3,000 records") && behind.err.contains("many.jsonl, line"), qPrintable(behind.err));
    QVERIFY2(shown("3000").out.contains("Question 2999?"), "the last one alone");
  }

  void dataSettingsAreReadAsThoseOfTrain() {
    fs::create_directory(root() / "sets");
    fs::copy_file(root() / "records.jsonl", root() / "sets/records.jsonl");
    std::ofstream(root() / "sets/dataset_info.json") << "{\"2024\": {\"file_name\": \"records.jsonl\"}}";
    for (const char* setting : {"entry=2024", "data.entry=2024"}) {
      const Outcome outcome = run_program("lathe", {"data", "check", path("sets/dataset_info.json"), "--model", path("scratch"), "--set", setting, "--json"});
      QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
      QCOMPARE(Json::parse(outcome.out.toStdString())["counts"]["records"].get<int>(), 20);
    }
  }

  void notesAreSaidBesideJson() {
    const Outcome outcome = run_program("lathe", train({"--json", "--set", "data.eval_share=0", "--set", "name=2024"}));
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains("best is the last"), qPrintable(outcome.err));
    const Json result = Json::parse(outcome.out.toStdString());
    QCOMPARE(result["best_note"].get<std::string>(), std::string("best is the last: nothing was held out"));
    QVERIFY(result["run"].get<std::string>().ends_with("-2024"));
    const Outcome text = run_program("lathe", train({"--set", "data.eval_share=0"}));
    QVERIFY2(text.out.contains("/best  (best is the last"), qPrintable(text.out));
  }

  void aTokenizerIsMadeAndWhatWasLeftOutIsNamed() {
    fs::copy_file(root() / "records.jsonl", root() / "words.jsonl");
    std::ofstream(root() / "words.jsonl", std::ios::app) << "{\"instruction\": 1, \"output\": \"a\"}\n{broken\n";
    const Outcome outcome = run_program("lathe", {"tokenizer", "train", path("words.jsonl"), "--out", path("made"), "--vocabulary", "300"});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains("line 21") && outcome.err.contains("line 22"), qPrintable(outcome.err));
    QVERIFY2(outcome.out.contains("tokenizer.json with 271 entries") && outcome.out.contains("trained on 40 messages"), qPrintable(outcome.out));
  }

  void infoTellsMachineAndModel() {
    const Outcome machine = run_program("lathe", {"info", "--json"});
    QVERIFY2(machine.code == 0, qPrintable(machine.err));
    QVERIFY(!Json::parse(machine.out.toStdString())["sentence"].get<std::string>().empty());
    const Outcome model = run_program("lathe", {"info", QString::fromStdString(run_["final"].get<std::string>()), "--json"});
    QVERIFY2(model.code == 0, qPrintable(model.err));
    QCOMPARE(Json::parse(model.out.toStdString())["architecture"].get<std::string>(), std::string("qwen3"));
    const Outcome run = run_program("lathe", {"info", QString::fromStdString(run_["run"].get<std::string>()), "--json"});
    QVERIFY2(run.code == 0, qPrintable(run.err));
    const Json told = Json::parse(run.out.toStdString());
    QVERIFY(told["kind"] == "run" && told["state"] == "finished" && told["data"]["unchanged"] == true && told["config"]["peft"]["method"] == "full");
    const Outcome data = run_program("lathe", {"info", path("records.jsonl")});
    QVERIFY2(data.code == 0 && data.out.contains("records: 20") && data.out.contains("instruction: records 20, types string"), qPrintable(data.out + data.err));
    const Outcome none = run_program("lathe", {"info", path("nowhere")});
    QVERIFY2(none.code == 1 && none.err.contains("there is no such file or folder"), qPrintable(none.err));
  }

  void logitsAreWrittenAndTold() {
    const QStringList ask = {"logits", QString::fromStdString(run_["final"].get<std::string>()), "--out", path("logits.safetensors"), "--device", "cpu", "--json"};
    const Outcome told = run_program("lathe", ask + QStringList{"--ids", "1,2,3"});
    QVERIFY2(told.code == 0, qPrintable(told.err));
    const Json result = Json::parse(told.out.toStdString());
    QCOMPARE(result["file"].get<std::string>(), path("logits.safetensors").toStdString());
    QVERIFY(result["ids"] == 3 && result["dtype"] == "F32");
    QVERIFY(result["shape"] == Json::array({3, 608}) && fs::exists(root() / "logits.safetensors"));
    const Outcome beyond = run_program("lathe", ask + QStringList{"--ids", "1,608"});
    QCOMPARE(beyond.code, 1);
    QCOMPARE(Json::parse(beyond.out.toStdString())["error"]["code"].get<std::string>(), std::string("logits.bad_id"));
  }

  void labelsAreLearnedAndTold() {
    std::ofstream(root() / "texts.csv") << "text,label\na fine dinner,good\na poor dinner,bad\na fine day,good\na poor day,bad\n";
    QStringList arguments = train({"--json", "--set", "model.from_scratch=false", "--set", "objective.kind=classification"});
    arguments[2] = QString::fromStdString(run_["final"].get<std::string>());
    arguments[4] = path("texts.csv");
    const Outcome trained = run_program("lathe", arguments);
    QVERIFY2(trained.code == 0, qPrintable(trained.err));
    const QString run = QString::fromStdString(Json::parse(trained.out.toStdString())["run"].get<std::string>());
    const QStringList ask = {"classify", arguments[2], "--adapter", run, "--device", "cpu"};
    const Outcome told = run_program("lathe", ask + QStringList{"--data", path("texts.csv"), "--json"});
    QVERIFY2(told.code == 0, qPrintable(told.err));
    const Json all = Json::parse(told.out.toStdString());
    QVERIFY(all["texts"].size() == 4 && all["judged"] == 4 && all["accuracy"].is_number() && all["labels"] == Json::array({"bad", "good"}));
    const Json shares = all["texts"][0]["probabilities"];
    QVERIFY(std::abs(shares["bad"].get<double>() + shares["good"].get<double>() - 1) < 1e-6 && all["texts"][0]["expected"] == "good");
    const Outcome text = run_program("lathe", ask + QStringList{"--text", "a fine dinner", "--text", "a poor day"});
    QVERIFY2(text.code == 0 && text.out.count("\n") == 2 && text.out.contains("a poor day"), qPrintable(text.out + text.err));
    const Outcome asked = run_program("lathe", {"generate", arguments[2], "--adapter", run, "--prompt", "hi", "--device", "cpu"});
    QVERIFY2(asked.code == 1 && asked.err.contains("lathe classify"), qPrintable(asked.err));
  }
};

LATHE_TEST(TestCommands)
#include "test_commands.moc"
