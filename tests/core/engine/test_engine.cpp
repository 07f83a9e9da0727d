#include <algorithm>

#include "core/runs/checkpoint_folder.h"
#include "core/runs/run_folder.h"
#include "tests/core/engine/engine_session.h"
#include "tests/support/run_tests.h"
#include "tests/support/tiny_project.h"

using namespace lathe;
using namespace lathe::engine;
using tests::EngineSession;

namespace {

TrainJob train_job(const tests::TinyProject& project, const std::string& method = "lora") {
  return {.config = project.config(method), .workspace = project.workspace()};
}

int64_t step_of(const Event& event) {
  const auto* metrics = std::get_if<StepMetrics>(&event.body);
  return metrics ? metrics->step : -1;
}

std::string losses(const std::vector<StepMetrics>& steps) {
  std::string out;
  for (const StepMetrics& m : steps) out += QString::asprintf("%lld %a\n", static_cast<long long>(m.step), m.loss).toStdString();
  return out;
}

}  // namespace

class TestEngine : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aRunTellsItsStoryInOrder() {
    const tests::TinyProject project;
    EngineSession session;
    const JobFinished end = session.run(train_job(project));
    QVERIFY2(end.result == Result::succeeded, end.message.str().c_str());
    QVERIFY(std::holds_alternative<JobStarted>(session.events.front().body) && std::holds_alternative<JobFinished>(session.events.back().body));
    QCOMPARE(session.all<RunOpened>().size(), size_t{1});
    QCOMPARE(session.all<RunOpened>()[0].folder, end.path);
    const auto steps = session.all<StepMetrics>();
    for (size_t i = 0; i < steps.size(); ++i) QCOMPARE(steps[i].step, static_cast<int64_t>(i + 1));
    QCOMPARE(static_cast<int64_t>(steps.size()), session.all<RunOpened>()[0].total_steps);
    QVERIFY(!session.all<EvalMetrics>().empty() && !session.all<CheckpointSaved>().empty() && !session.all<DataChecked>().empty());
    QVERIFY(steps.back().memory_bytes > 0 && steps.back().seconds > 0);
    QCOMPARE(losses(runs::read_history(end.path).steps), losses(steps));
  }

  void autoWithoutACardSaysWhyInTheLog() {
    const tests::TinyProject project;
    EngineSession session({.probe = [] { return ProbeResult{.plugin_loaded = true, .driver_version = 550}; }});
    QVERIFY(session.run(train_job(project)).result == Result::succeeded);
    const auto lines = session.all<LogLine>();
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const LogLine& line) { return line.text.str().find("driver is version 550") != std::string::npos; }));
    TrainJob wanted = train_job(project);
    wanted.config.device.kind = "cuda";
    QCOMPARE(session.run(wanted).code, std::string("device.not_ready"));
  }

  void aJobForTheProcessorAsksNoCard() {
    const tests::TinyProject project;
    EngineSession session({.probe = []() -> ProbeResult { throw Error("device.fault", phrase("asked")); }});
    QCOMPARE(session.run(train_job(project)).code, std::string("device.fault"));
    TrainJob job = train_job(project);
    job.config.device.kind = "cpu";
    QVERIFY(session.run(job).result == Result::succeeded);
  }

  void aFailingJobLeavesTheEngineUsable() {
    const tests::TinyProject project;
    EngineSession session;
    TrainJob broken = train_job(project);
    broken.config.model.path = (project.workspace() / "nowhere").string();
    const JobFinished failed = session.run(broken);
    QVERIFY(failed.result == Result::failed && !failed.code.empty() && !failed.message.empty() && !failed.hint.empty() && !failed.engine_dead);
    QVERIFY(session.run(train_job(project)).result == Result::succeeded);
  }

  void jobsRunFirstInFirstOutAndAWaitingOneIsCancelledAtOnce() {
    const tests::TinyProject project;
    EngineSession session;
    const JobId first = session.engine->submit(train_job(project)), second = session.engine->submit(train_job(project)),
                third = session.engine->submit(train_job(project));
    session.engine->cancel(second);
    QVERIFY(session.wait_for(second).result == Result::cancelled);
    QVERIFY(session.wait_for(third).result == Result::succeeded);
    QVERIFY(session.all<StepMetrics>(second).empty());
    const auto index = [&](JobId id) {
      return std::find_if(session.events.begin(), session.events.end(), [id](const Event& e) { return e.job == id && std::holds_alternative<RunOpened>(e.body); }) - session.events.begin();
    };
    QVERIFY(index(first) < index(third));
    QVERIFY(session.all<RunOpened>(first)[0].folder != session.all<RunOpened>(third)[0].folder);
  }

  void cancelEndsTheRunSoonAndKeepsItResumable() {
    const tests::TinyProject project;
    TrainJob job = train_job(project);
    job.config.train.epochs = 1000;
    job.config.checkpoints.every_steps = 2;
    EngineSession session;
    const JobId id = session.engine->submit(job);
    const JobFinished end = session.wait_for(id, [&](const Event& event) {
      if (step_of(event) == 5) session.engine->cancel(id);
    });
    QVERIFY(end.result == Result::cancelled && !end.path.empty());
    QCOMPARE(runs::to_text(runs::read_run_record(end.path).state), std::string("stopped"));
    std::vector<Issue> faults;
    QVERIFY(runs::list_runs(project.workspace(), faults).at(0).resumable);
  }

  void pauseAndResumeThroughTheEngine() {
    const tests::TinyProject project;
    TrainJob job = train_job(project);
    job.config.train.epochs = 30;
    EngineSession session;
    const JobFinished whole = session.run(job);
    const JobId id = session.engine->submit(job);
    const JobFinished paused = session.wait_for(id, [&](const Event& event) {
      if (step_of(event) == 3) session.engine->pause(id);
    });
    QVERIFY(paused.result == Result::paused);
    QCOMPARE(session.all<Paused>(id).size(), size_t{1});
    QVERIFY(session.all<Paused>(id)[0].step < session.all<RunOpened>(id)[0].total_steps);
    const JobFinished end = session.run(TrainJob{.run_folder = paused.path, .resume = true});
    QVERIFY2(end.result == Result::succeeded, end.message.str().c_str());
    QCOMPARE(end.path, paused.path);
    QCOMPARE(losses(runs::read_history(end.path).steps), losses(runs::read_history(whole.path).steps));
  }

  void stoppingEarlyAndSavingNow() {
    const tests::TinyProject project;
    TrainJob job = train_job(project);
    job.config.train.epochs = 1000;
    job.config.checkpoints.every_steps = 100000;
    EngineSession session;
    const JobId id = session.engine->submit(job);
    const JobFinished end = session.wait_for(id, [&](const Event& event) {
      if (step_of(event) == 2) session.engine->save_now(id);
      if (std::holds_alternative<CheckpointSaved>(event.body)) session.engine->stop_and_save(id);
    });
    QVERIFY(end.result == Result::succeeded && end.message.str().starts_with("Stopped early"));
    QVERIFY(std::filesystem::exists(std::filesystem::path(end.path) / "final/adapter_model.safetensors"));
  }

  void aPromptDuringARunIsAnsweredBetweenSteps() {
    const tests::TinyProject project;
    TrainJob job = train_job(project);
    job.config.train.epochs = 1000;
    EngineSession session;
    const JobId id = session.engine->submit(job);
    bool asked = false;
    const JobFinished end = session.wait_for(id, [&](const Event& event) {
      if (step_of(event) == 2 && !std::exchange(asked, true)) session.engine->ask(id, {{{"user", "Question 1?", false}}}, {.max_new_tokens = 5});
      if (std::holds_alternative<Answer>(event.body)) session.engine->cancel(id);
    });
    QVERIFY(end.result == Result::cancelled);
    const Answer answer = session.all<Answer>(id).at(0);
    QCOMPARE(answer.question, std::string("Question 1?"));
    QVERIFY(answer.tokens > 0 && answer.tokens <= 5 && answer.weights_hash.size() == 32 && answer.speaker == "model + tiny");
    std::string pieces;
    for (const AnswerPiece& piece : session.all<AnswerPiece>(id)) pieces += piece.text;
    QCOMPARE(pieces, answer.text);
  }

  void aPromptThatCannotBeAnsweredIsToldAndTheRunGoesOn() {
    const tests::TinyProject project;
    TrainJob job = train_job(project);
    job.config.train.epochs = 1000;
    EngineSession session;
    const JobId id = session.engine->submit(job);
    std::string long_text;
    for (int i = 0; i < 200; ++i) long_text += "Question ";
    bool asked = false;
    int64_t failed_at = 0, last = 0;
    const JobFinished end = session.wait_for(id, [&](const Event& event) {
      last = std::max(last, step_of(event));
      if (step_of(event) == 2 && !std::exchange(asked, true)) session.engine->ask(id, {{{"user", long_text, false}}}, {});
      if (std::holds_alternative<AnswerFailed>(event.body)) failed_at = last;
      if (failed_at > 0 && last > failed_at + 2) session.engine->cancel(id);
    });
    QVERIFY(end.result == Result::cancelled && session.all<Answer>(id).empty());
    const AnswerFailed told = session.all<AnswerFailed>(id).at(0);
    QCOMPARE(told.code, std::string("generate.too_long"));
    QVERIFY(told.prompt == 0 && told.message.str().find("128") != std::string::npos && !told.hint.empty());
  }

  void leavingWhileARunGoesOnJoinsSoon() {
    const tests::TinyProject project;
    TrainJob job = train_job(project);
    job.config.train.epochs = 10000;
    auto session = std::make_unique<EngineSession>();
    const JobId id = session->engine->submit(job);
    session->engine->submit(job);
    while (session->all<StepMetrics>(id).size() < 2) {
      for (Event& event : session->engine->drain()) session->events.push_back(std::move(event));
      QTest::qSleep(1);
    }
    session.reset();
    std::vector<Issue> faults;
    QCOMPARE(runs::to_text(runs::list_runs(project.workspace(), faults).at(0).record.state), std::string("stopped"));
  }
};

LATHE_TEST(TestEngine)
#include "test_engine.moc"
