#include <fstream>

#include "core/base/file_system.h"
#include "core/runs/checkpoint_folder.h"
#include "core/runs/run_folder.h"
#include "core/train/prepared_data.h"
#include "tests/core/train/story.h"
#include "tests/core/train/tiny_run.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;
using tests::Heard;
using tests::story;

class TestResume : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void resumeIsBitExactForEveryMethod_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("pause_at");
    QTest::addColumn<int>("save_every");
    for (const char* method : {"lora", "full"}) {
      QTest::addRow("%s, mid-epoch", method) << method << 6 << 4;
      QTest::addRow("%s, at an evaluation and a save", method) << method << 12 << 3;
      QTest::addRow("%s, at once", method) << method << 1 << 100;
    }
  }
  void resumeIsBitExactForEveryMethod() {
    QFETCH(QString, method);
    QFETCH(int, pause_at);
    QFETCH(int, save_every);
    const tests::TinyProject project;
    config::RunConfig config = project.config(method.toStdString());
    config.samples.prompts = {"Question 3?"};
    RunControl control;
    Heard whole, first, second;
    const TrainOutcome straight = tests::run_new(project, config, whole, control);
    QCOMPARE(straight.end, RunEnd::finished);
    QVERIFY(whole.steps.back().step > pause_at + 2);

    config.checkpoints.every_steps = save_every;      // another interval must not show
    first.on_step = [&](int64_t step) { control.pause = step == pause_at; };
    const TrainOutcome paused = tests::run_new(project, config, first, control);
    QCOMPARE(paused.end, RunEnd::paused);
    QCOMPARE(paused.step, int64_t{pause_at});
    QCOMPARE(runs::to_text(runs::read_run_record(paused.folder).state), std::string("paused"));
    const TrainOutcome done = tests::resume(paused.folder, second, control);
    QCOMPARE(done.end, RunEnd::finished);
    QCOMPARE(second.steps.front().step, int64_t{pause_at + 1});
    QCOMPARE(second.openings.at(0).first_step, int64_t{pause_at});

    QCOMPARE(story(paused.folder), story(straight.folder));
    for (const char* result : {"best", "final"}) QVERIFY(tests::files_of(paused.folder / result) == tests::files_of(straight.folder / result));
  }

  void withoutARunFolderNothingIsTakenUp() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard;
    try {
      train::train({.config = project.config("lora"), .workspace = project.workspace(), .resume = true, .device_name = "cpu", .disk = real_file_system()}, control, heard);
      QFAIL("a new run was begun");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("run.no_folder"));
    }
    QVERIFY(!std::filesystem::exists(project.workspace()));
  }

  // A template that writes the date sees the day on which the run began, however late it goes on.
  void anotherDayChangesNoRecord() {
    const tests::TinyProject project;
    const std::filesystem::path dated = project.workspace().parent_path() / "dated.jinja";
    std::ofstream(dated) << "{{ strftime_now('%Y-%m-%d') }}{% for m in messages %}<{{ m.role }}>{{ m.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}";
    config::RunConfig config = project.config("lora");
    config.data.chat_template = dated.string();
    RunControl control;
    Heard first, second;
    const auto fingerprint = [&](const char* started) { return prepare_data(config, started, {}, second).fingerprint; };
    QVERIFY(fingerprint("2020-03-04T12:00:00Z") != fingerprint("2020-03-06T12:00:00Z"));
    first.on_step = [&](int64_t step) { control.pause = step == 4; };
    const TrainOutcome paused = tests::run_new(project, config, first, control);
    runs::RunRecord record = runs::read_run_record(paused.folder);
    record.started = "2020-03-04T12:00:00Z";
    record.data_fingerprint = fingerprint("2020-03-04T12:00:00Z");
    runs::write_run_record(real_file_system(), paused.folder, record);
    QCOMPARE(tests::resume(paused.folder, second, control).end, RunEnd::finished);
    QCOMPARE(runs::read_run_record(paused.folder).started, record.started);
  }

  void everyTensorOfTheStateIsTheSame() {
    for (const char* method : {"lora", "full"}) {
      const tests::TinyProject project;
      config::RunConfig config = project.config(method);
      RunControl control;
      Heard whole, first, second;
      const auto straight = tests::run_new(project, config, whole, control);
      first.on_step = [&](int64_t step) { control.pause = step == 7; };
      const auto paused = tests::run_new(project, config, first, control);
      tests::resume(paused.folder, second, control);
      std::vector<std::string> skipped;
      const auto a = runs::last_valid_checkpoint(straight.folder, skipped), b = runs::last_valid_checkpoint(paused.folder, skipped);
      QCOMPARE(a->filename().string(), b->filename().string());
      QVERIFY(tests::files_of(*a) == tests::files_of(*b));
      QVERIFY(tests::files_of(*a).contains("optimizer.safetensors"));
    }
  }

  void sameSeedSameRunAndAnotherSeedDiffers() {
    const tests::TinyProject project;
    config::RunConfig config = project.config("lora");
    RunControl control;
    Heard heard;
    const auto a = tests::run_new(project, config, heard, control), b = tests::run_new(project, config, heard, control);
    QCOMPARE(story(a.folder), story(b.folder));
    config.train.seed = 43;
    QVERIFY(story(tests::run_new(project, config, heard, control).folder) != story(a.folder));
  }

  void aDamagedCheckpointIsPassedOver() {
    const tests::TinyProject project;
    RunControl control;
    Heard first, second;
    first.on_step = [&](int64_t step) { control.pause = step == 9; };
    const auto paused = tests::run_new(project, project.config("lora"), first, control);
    std::ofstream(runs::checkpoint_path(paused.folder, 9) / "weights.safetensors", std::ios::app) << "x";
    QCOMPARE(tests::resume(paused.folder, second, control).end, RunEnd::finished);
    QCOMPARE(second.steps.front().step, int64_t{9});
    QVERIFY(std::any_of(second.lines.begin(), second.lines.end(), [](const std::string& line) { return line.find("step-00000009") != std::string::npos; }));
  }

  void changedDataOrBaseIsRefused() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard;
    heard.on_step = [&](int64_t step) { control.pause = step == 2; };
    const auto paused = tests::run_new(project, project.config("lora"), heard, control);
    const auto code = [&] {
      try {
        tests::resume(paused.folder, heard, control);
        return std::string("resumed");
      } catch (const Error& error) {
        return error.code;
      }
    };
    const std::string records = tests::bytes_of(project.records());
    std::ofstream(project.records(), std::ios::app) << R"({"instruction": "more", "output": "more"})" << "\n";
    QCOMPARE(code(), std::string("run.data_changed"));
    std::ofstream(project.records(), std::ios::trunc) << records;
    const std::string config = tests::bytes_of(project.model() / "config.json");
    Json changed = parse_json(config, "config.json");
    changed["rope_theta"] = 5000;
    std::ofstream(project.model() / "config.json", std::ios::trunc) << changed.dump();
    QCOMPARE(code(), std::string("run.base_changed"));
    std::ofstream(project.model() / "config.json", std::ios::trunc) << config;
    QCOMPARE(code(), std::string("resumed"));
    QCOMPARE(code(), std::string("run.finished"));
  }

  void goingOnElsewhereIsSaid() {
    const tests::TinyProject project;
    RunControl control;
    Heard heard;
    heard.on_step = [&](int64_t step) { control.pause = step == 3; };
    const TrainOutcome paused = tests::run_new(project, project.config("lora"), heard, control);
    QCOMPARE(runs::read_run_record(paused.folder).dtype, std::string("fp32"));
    Heard same, other;
    same.on_step = [&](int64_t step) { control.pause = step == 6; };
    tests::resume(paused.folder, same, control);
    train::train({.config = runs::read_run_record(paused.folder).config, .run_folder = paused.folder, .resume = true, .compute_dtype = at::kBFloat16,
                  .device_name = "NVIDIA H200", .disk = real_file_system()}, control, other);
    const auto said = [](const Heard& one) { return std::count_if(one.lines.begin(), one.lines.end(), [](const std::string& line) { return line.find("goes on on NVIDIA H200 (bf16)") != std::string::npos; }); };
    QVERIFY(said(same) == 0 && said(other) == 1);
    QVERIFY(tests::bytes_of(paused.folder / "log.txt").find("computed on cpu (fp32)") != std::string::npos);
    QCOMPARE(runs::read_run_record(paused.folder).device, std::string("NVIDIA H200"));
  }
};

LATHE_TEST(TestResume)
#include "test_resume.moc"
