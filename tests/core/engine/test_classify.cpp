// Labels of texts from the text on: equal to transformers' pipeline, from files, with adapters, and what is refused.
#include <QTest>

#include "tests/core/engine/engine_session.h"
#include "tests/support/folder.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"
#include "tests/support/tiny_project.h"

using namespace lathe;
using namespace lathe::engine;
using tests::EngineSession;
namespace fs = std::filesystem;

namespace {

const Json& expected() {
  static const Json all = read_json_file(tests::fixture("labels/expected.json"));
  return all;
}

// A classifier of the fixtures beside the tokenizer of the same.
fs::path model_with_words(const tests::Folder& scratch, const std::string& name) {
  const fs::path folder = scratch / name;
  fs::create_directories(folder);
  for (const char* file : {"config.json", "model.safetensors"}) fs::copy_file(tests::fixture("classifiers/" + name + "/" + file), folder / file);
  for (const char* file : {"tokenizer.json", "tokenizer_config.json"}) fs::copy_file(tests::fixture(std::string("labels/") + file), folder / file);
  return folder;
}

ClassifyJob job_of(const fs::path& model) {
  ClassifyJob job{.model = model};
  for (const Json& text : expected()["texts"]) job.texts.push_back(text.get<std::string>());
  job.device.kind = "cpu";
  return job;
}

void compare(const std::vector<TextClassified>& texts, const Json& wanted) {
  QCOMPARE(texts.size(), wanted.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    QCOMPARE(texts[i].index, static_cast<int64_t>(i));
    QCOMPARE(texts[i].tokens, static_cast<int64_t>(expected()["ids"][i].size()));
    QCOMPARE(texts[i].probabilities.size(), wanted[i].size());
    for (size_t label = 0; label < wanted[i].size(); ++label) {
      const double off = std::abs(texts[i].probabilities[label] - wanted[i][label].get<double>());
      QVERIFY2(off <= 1e-6, std::to_string(off).c_str());
    }
  }
}

}  // namespace

class TestClassify : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void probabilitiesEqualThePipelines_data() {
    QTest::addColumn<QString>("name");
    for (const auto& [name, rows] : expected()["models"].items()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
  }
  void probabilitiesEqualThePipelines() {
    QFETCH(QString, name);
    const tests::Folder scratch;
    EngineSession session;
    const JobFinished end = session.run(job_of(model_with_words(scratch, name.toStdString())));
    QVERIFY2(end.result == Result::succeeded, end.message.str().c_str());
    compare(session.all<TextClassified>(), expected()["models"][name.toStdString()]);
    const TextsClassified all = session.all<TextsClassified>().at(0);
    QCOMPARE(all.labels, (std::vector<std::string>{"bad", "fair", "good"}));
    QVERIFY(all.texts == 7 && !all.accuracy && all.speaker == name.toStdString() && all.weights_hash.size() == 32);
  }

  void anAdapterOfPeftsBringsItsHead() {
    const tests::Folder scratch;
    const fs::path model = model_with_words(scratch, "qwen2_classes");
    EngineSession session;
    ClassifyJob job = job_of(model);
    job.tuned = tests::fixture("labels/qwen2_adapter");
    const JobFinished end = session.run(job);
    QVERIFY2(end.result == Result::succeeded, end.message.str().c_str());
    compare(session.all<TextClassified>(), expected()["qwen2_adapter"]);
    const TextsClassified all = session.all<TextsClassified>().at(0);
    QCOMPARE(all.labels, (std::vector<std::string>{"LABEL_0", "LABEL_1"}));      // PEFT keeps no names
    QCOMPARE(all.speaker, std::string("qwen2_classes + qwen2_adapter"));
    // The model without the adapter is another one than the kept one with a new head.
    const JobId alone = session.engine->submit(job_of(model));
    QVERIFY(session.wait_for(alone).result == Result::succeeded);
    compare(session.all<TextClassified>(alone), expected()["models"]["qwen2_classes"]);
  }

  void theKindOfLabelsIsThatOfTheAdaptersHead() {
    const tests::Folder scratch;
    const fs::path model = model_with_words(scratch, "qwen2_classes"), adapter = scratch / "adapter";
    fs::copy(tests::fixture("labels/qwen2_adapter"), adapter);
    Json config = {{"architectures", {"Qwen2ForSequenceClassification"}}, {"id2label", {{"0", "no"}, {"1", "yes"}}}, {"problem_type", "single_label_classification"}};
    Json base = read_json_file(model / "config.json");
    EngineSession session;
    const auto sum = [&](const char* of_adapter, const char* of_base) {
      config["problem_type"] = of_adapter;
      base["problem_type"] = of_base;
      std::ofstream(adapter / "config.json", std::ios::trunc) << config.dump();
      std::ofstream(model / "config.json", std::ios::trunc) << base.dump();
      ClassifyJob job = job_of(model);
      job.tuned = adapter;
      const JobId id = session.engine->submit(job);
      const JobFinished end = session.wait_for(id);
      if (end.result != Result::succeeded) return -1.0;
      const std::vector<double> shares = session.all<TextClassified>(id).at(0).probabilities;
      return shares.at(0) + shares.at(1);
    };
    QVERIFY(std::abs(sum("single_label_classification", "multi_label_classification") - 1) < 1e-6);
    const double alone = sum("multi_label_classification", "single_label_classification");
    QVERIFY2(alone > 0 && std::abs(alone - 1) > 1e-6, std::to_string(alone).c_str());
  }

  // With the marks between the texts and their token types.
  void pairsEqualTransformers() {
    const tests::Folder scratch;
    const Json wanted = read_json_file(tests::fixture("pairs/expected.json"));
    const fs::path file = scratch / "pairs.jsonl";
    std::ofstream out(file);
    for (const Json& pair : wanted["pairs"]) out << Json{{"sentence1", pair[0]}, {"sentence2", pair[1]}, {"label", "good"}}.dump() << "\n";
    out.close();
    EngineSession session;
    ClassifyJob job = job_of(model_with_words(scratch, "bert_classes"));
    job.texts.clear();
    job.data.path = file.string();
    QVERIFY(session.run(job).result == Result::succeeded);
    const std::vector<TextClassified> texts = session.all<TextClassified>();
    QCOMPARE(texts.size(), wanted["pairs"].size());
    for (size_t i = 0; i < texts.size(); ++i)
      for (size_t label = 0; label < texts[i].probabilities.size(); ++label) {
        const double off = std::abs(texts[i].probabilities[label] - wanted["probabilities"][i][label].get<double>());
        QVERIFY2(off <= 1e-6, std::to_string(off).c_str());
      }
  }

  void aFileOfTextsIsJudgedByItsLabels() {
    const tests::Folder scratch;
    const fs::path model = model_with_words(scratch, "bert_classes"), file = scratch / "texts.jsonl";
    const Json& rows = expected()["models"]["bert_classes"];
    const char* const names[] = {"bad", "fair", "good"};
    std::ofstream out(file);
    for (size_t i = 0; i < rows.size(); ++i) {
      const size_t most = static_cast<size_t>(std::max_element(rows[i].begin(), rows[i].end()) - rows[i].begin());
      const Json label = i == 0 ? Json("awful") : i == 1 ? Json(names[(most + 1) % 3]) : i == 2 ? Json(most) : Json(names[most]);   // unknown, wrong, by number
      out << Json{{"text", expected()["texts"][i]}, {"label", label}}.dump() << "\n";
    }
    out << "{\"text\": \"\", \"label\": \"bad\"}\n" << "{\"text\": \"cut";
    out.close();
    EngineSession session;
    ClassifyJob job = job_of(model);
    job.texts.clear();
    job.data.path = file.string();
    QVERIFY(session.run(job).result == Result::succeeded);
    compare(session.all<TextClassified>(), rows);
    QCOMPARE(session.all<TextClassified>().at(3).line, int64_t{4});
    const TextsClassified all = session.all<TextsClassified>().at(0);
    QVERIFY(all.format == "classification" && all.texts == 7 && all.judged == 6);
    QVERIFY(std::abs(all.accuracy.value_or(0) - 5.0 / 6) < 1e-9 && all.macro_f1.value_or(0) > 0);
    QCOMPARE(all.issues.size(), size_t{3});
    QVERIFY(all.issues[0].line == 1 || all.issues[1].line == 1 || all.issues[2].line == 1);
  }

  void longTextsAreCutToThePositionsOfTheModel() {
    const tests::Folder scratch;
    EngineSession session;
    ClassifyJob job = job_of(model_with_words(scratch, "bert_classes"));        // 32 positions
    std::string many = "the soup";
    for (int i = 0; i < 100; ++i) many += " was hot";
    job.texts = {many, "bread"};
    QVERIFY(session.run(job).result == Result::succeeded);
    const auto texts = session.all<TextClassified>();
    QVERIFY(texts[0].tokens == 32 && texts[0].cut && !texts[1].cut);
    QCOMPARE(session.all<TextsClassified>().at(0).cut, int64_t{1});
  }

  void whatWasTrainedHereIsAskedHere_data() {
    QTest::addColumn<QString>("method");
    QTest::newRow("full") << "full";
    QTest::newRow("lora") << "lora";
  }
  void whatWasTrainedHereIsAskedHere() {
    QFETCH(QString, method);
    const tests::TinyProject project;
    std::ofstream texts(project.records());
    for (int i = 0; i < 48; ++i) texts << Json{{"text", std::string(i % 3 == 0 ? "A fine" : "A poor") + " dinner number " + std::to_string(i)}, {"label", i % 3 == 0 ? "good" : "bad"}}.dump() << "\n";
    texts.close();
    config::RunConfig config = project.config(method.toStdString());
    config.objective = {{"kind", "classification"}};
    config.train.epochs = method == "full" ? 12 : 40;
    config.optimizer.learning_rate = method == "full" ? 5e-3 : 2e-2;
    EngineSession session;
    const JobFinished trained = session.run(TrainJob{.config = config, .workspace = project.workspace()});
    QVERIFY2(trained.result == Result::succeeded, trained.message.str().c_str());
    ClassifyJob job{.model = project.model(), .tuned = fs::path(trained.path) / "final"};
    job.model_options = config.model;
    job.data.path = project.records().string();
    const JobFinished end = session.run(job);
    QVERIFY2(end.result == Result::succeeded, end.message.str().c_str());
    const TextsClassified all = session.all<TextsClassified>().at(0);
    QCOMPARE(all.labels, (std::vector<std::string>{"bad", "good"}));
    QVERIFY2(all.judged == 48 && all.accuracy.value_or(0) > 0.9, std::to_string(all.accuracy.value_or(0)).c_str());

    GenerateJob ask{.model = project.model(), .tuned = job.tuned, .before = false, .prompts = {{{{"user", "Question 1?", false}}}}};
    const JobFinished refused = session.run(ask);
    QCOMPARE(refused.code, std::string("generate.tells_labels"));
    QVERIFY2(refused.hint.str().find("lathe classify") != std::string::npos, refused.hint.str().c_str());
  }

  void whatHasNoLabelsOrNoTextIsRefused() {
    const tests::TinyProject project;
    EngineSession session;
    ClassifyJob job{.model = project.model()};
    QCOMPARE(session.run(job).code, std::string("classify.no_text"));
    job.texts = {"hello"};
    job.model_options.from_scratch = true;
    QCOMPARE(session.run(job).code, std::string("classify.no_labels"));
    const tests::Folder scratch;
    ClassifyJob of_chats = job_of(model_with_words(scratch, "gpt2_classes"));
    of_chats.data.path = project.records().string();
    QCOMPARE(session.run(of_chats).code, std::string("classify.no_texts"));
    Json config = read_json_file(of_chats.model / "config.json");
    config["problem_type"] = "regression";
    std::ofstream(of_chats.model / "config.json", std::ios::trunc) << config.dump();
    QCOMPARE(session.run(of_chats).code, std::string("classify.regression"));
  }

  void labelsThatStandAloneHaveProbabilitiesOfTheirOwn() {
    const tests::Folder scratch;
    const fs::path model = model_with_words(scratch, "gpt2_classes");
    Json config = read_json_file(model / "config.json");
    config["problem_type"] = "multi_label_classification";
    std::ofstream(model / "config.json", std::ios::trunc) << config.dump();
    EngineSession session;
    QVERIFY(session.run(job_of(model)).result == Result::succeeded);
    const auto texts = session.all<TextClassified>();
    for (size_t i = 0; i < texts.size(); ++i) {
      // The quotients of the odds are those of the shares.
      const Json& shares = expected()["models"]["gpt2_classes"][i];
      const auto odds = [&](size_t label) { return texts[i].probabilities[label] / (1 - texts[i].probabilities[label]); };
      QVERIFY(std::abs(odds(0) / odds(1) / (shares[0].get<double>() / shares[1].get<double>()) - 1) < 1e-4);
    }
  }
};

LATHE_TEST(TestClassify)
#include "test_classify.moc"
