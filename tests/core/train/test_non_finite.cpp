#include <ATen/ATen.h>

#include <cmath>
#include <limits>

#include "core/io/safetensors.h"
#include "core/runs/checkpoint_folder.h"
#include "core/runs/run_folder.h"
#include "tests/core/train/tiny_run.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;
using tests::Heard;

namespace {

// A stored model whose input embedding of one word is infinite, and a set in which only record 7 has that word.
config::RunConfig poisoned(const tests::TinyProject& project, const std::string& method) {
  Json hf = read_json_file(project.model() / "config.json");
  hf["tie_word_embeddings"] = false;
  std::ofstream(project.model() / "config.json", std::ios::trunc) << hf.dump();
  model::LoadedModel model = model::load_model(project.model(), {.from_scratch = true, .seed = 1});
  const auto tokenizer = text::load_tokenizer(project.model());
  const int32_t rare = tokenizer->encode("~").ids.at(0);
  for (const model::Parameter& parameter : model.decoder->parameters())
    if (parameter.name == "model.embed_tokens.weight") parameter.tensor->select(0, rare).fill_(std::numeric_limits<float>::infinity());
  model::save_model(real_file_system(), model, project.model(), "F32");
  std::ofstream file(project.records(), std::ios::trunc);
  for (int i = 0; i < 15; ++i) file << Json{{"instruction", i == 7 ? "~" : "Question"}, {"output", "Answer " + std::to_string(i)}}.dump() << "\n";
  config::RunConfig config = project.config(method);
  config.model.from_scratch = false;
  config.data.eval_share = 0;
  config.train.epochs = 2;
  config.checkpoints.every_steps = 1;
  config.checkpoints.keep = 100;
  return config;
}

std::string weights_at(const std::filesystem::path& folder, int64_t step) {
  return tests::bytes_of(runs::checkpoint_path(folder, step) / "weights.safetensors") + tests::bytes_of(runs::checkpoint_path(folder, step) / "optimizer.safetensors");
}

}  // namespace

class TestNonFinite : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void caughtInItsStep_data() {
    QTest::addColumn<QString>("method");
    QTest::newRow("lora") << "lora";
    QTest::newRow("full") << "full";
  }
  void caughtInItsStep() {
    QFETCH(QString, method);
    const tests::TinyProject project;
    const config::RunConfig config = poisoned(project, method.toStdString());
    RunControl control;
    Heard heard;
    const TrainOutcome out = tests::run_new(project, config, heard, control);
    QCOMPARE(out.end, RunEnd::finished);
    int skipped = 0;
    for (const runs::StepMetrics& m : heard.steps) {
      QCOMPARE(m.skipped, !std::isfinite(m.loss) || !std::isfinite(m.grad_norm));
      if (m.step > 1) QCOMPARE(weights_at(out.folder, m.step) == weights_at(out.folder, m.step - 1), m.skipped);
      if (!m.skipped) continue;
      ++skipped;
      QVERIFY(std::find(m.records.begin(), m.records.end(), 7) != m.records.end());
      QCOMPARE(m.records.size(), size_t{5});
    }
    QCOMPARE(skipped, 2);                // once an epoch
    QCOMPARE(std::count_if(heard.lines.begin(), heard.lines.end(), [](const std::string& line) { return line.find("not finite") != std::string::npos; }), std::ptrdiff_t{2});
    QVERIFY(std::isnan(runs::read_history(out.folder).steps.at(static_cast<size_t>(std::find_if(heard.steps.begin(), heard.steps.end(), [](const auto& m) { return m.skipped; }) - heard.steps.begin())).loss));
  }

  void withoutAFiniteEvaluationBestIsTheLastAndSaysSo() {
    const tests::TinyProject project;
    config::RunConfig config = poisoned(project, "lora");
    const std::filesystem::path held_out = project.workspace().parent_path() / "held_out.jsonl";
    std::ofstream(held_out) << Json{{"instruction", "~"}, {"output", "Answer"}}.dump() << "\n";
    config.data.eval_path = held_out.string();
    RunControl control;
    Heard heard;
    const TrainOutcome out = tests::run_new(project, config, heard, control);
    QCOMPARE(out.end, RunEnd::finished);
    QVERIFY(!heard.evaluations.empty());
    for (const runs::EvalMetrics& metrics : heard.evaluations) QVERIFY(!std::isfinite(metrics.loss) && !metrics.best);
    QVERIFY(std::filesystem::exists(out.folder / "best") && tests::files_of(out.folder / "best") == tests::files_of(out.folder / "final"));
    const std::string note = runs::read_run_record(out.folder).best_note.str();
    QCOMPARE(note, std::string("best is the last: no evaluation gave a finite loss"));
    QVERIFY(std::find(heard.lines.begin(), heard.lines.end(), note) != heard.lines.end());
  }

  void stopsWhenAskedTo() {
    const tests::TinyProject project;
    config::RunConfig config = poisoned(project, "lora");
    config.train.on_non_finite = "stop";
    RunControl control;
    Heard heard;
    try {
      tests::run_new(project, config, heard, control);
      QFAIL("the run went on");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("train.not_finite"));
      const std::string named = error.message.str();
      const size_t lines = named.find("records.jsonl: ");
      QVERIFY2(lines != std::string::npos && named.find("8", lines) != std::string::npos, named.c_str());   // record 7 stands in line 8
    }
    const std::filesystem::path folder = heard.openings.at(0).folder;
    QCOMPARE(runs::to_text(runs::read_run_record(folder).state), std::string("failed"));
    const int64_t bad = heard.steps.back().step;
    QVERIFY(heard.steps.back().skipped && !std::filesystem::exists(runs::checkpoint_path(folder, bad)));
  }
};

LATHE_TEST(TestNonFinite)
#include "test_non_finite.moc"
