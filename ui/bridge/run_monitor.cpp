#include "ui/bridge/run_monitor.h"

#include <algorithm>

#include "ui/bridge/text.h"

namespace lathe::ui {

namespace {
// What stands in `before` up to `last`, then what has come since.
template <class Entry>
void prepend(const std::vector<Entry>& before, int64_t last, std::vector<Entry>& now) {
  std::vector<Entry> all;
  for (const Entry& entry : before)
    if (entry.step <= last) all.push_back(entry);
  all.insert(all.end(), now.begin(), now.end());
  now = std::move(all);
}
}  // namespace

RunMonitor::RunMonitor(EngineBridge& engine, Background& background, QObject* parent)
    : QObject(parent), engine_(engine), background_(background) {
  connectEvents(engine);
}

void RunMonitor::recall() {
  const std::filesystem::path folder = opened_.folder;
  background_.run(
      this, [folder] { return runs::read_history(folder); },
      [this, job = job_](const runs::RunHistory& before) {
        if (job != job_) return;
        const int64_t last = opened_.first_step;
        prepend(before.steps, last, history_.steps);
        prepend(before.evaluations, last, history_.evaluations);
        prepend(before.samples, last, history_.samples);
        prepend(before.checkpoints, last, history_.checkpoints);
        Q_EMIT recalled();
      },
      [this](const ErrorText& error) { lines_.push_back(plain_text(ss(error.message))); });
}

void RunMonitor::connectEvents(EngineBridge& engine) {
  connect(&engine, &EngineBridge::runOpened, this, [this](quint64 job, const engine::RunOpened& opened) {
    if (!mine(job)) return;
    opened_ = opened;
    if (opened.first_step > 0) recall();
    if (state_ == State::starting) enter(State::running);
    Q_EMIT openedRun();
  });
  connect(&engine, &EngineBridge::stepDone, this, [this](quint64 job, const runs::StepMetrics& metrics) {
    if (!mine(job)) return;
    history_.steps.push_back(metrics);
    Q_EMIT advanced();
  });
  connect(&engine, &EngineBridge::evaluated, this, [this](quint64 job, const runs::EvalMetrics& metrics) {
    if (!mine(job)) return;
    history_.evaluations.push_back(metrics);
    Q_EMIT advanced();
  });
  connect(&engine, &EngineBridge::sampled, this, [this](quint64 job, const runs::SampleText& sample) {
    if (!mine(job)) return;
    history_.samples.push_back(sample);
    Q_EMIT advanced();
  });
  connect(&engine, &EngineBridge::checkpointSaved, this, [this](quint64 job, const runs::CheckpointSaved& saved) {
    if (!mine(job)) return;
    history_.checkpoints.push_back(saved);
    Q_EMIT advanced();
  });
  connect(&engine, &EngineBridge::logged, this, [this](quint64 job, const Phrase& line) {
    if (!mine(job)) return;
    lines_.push_back(line);
    Q_EMIT advanced();
  });
  connect(&engine, &EngineBridge::progressed, this, [this](quint64 job, const engine::Progress& progress) {
    if (!mine(job)) return;
    stage_ = progress.stage;
    seconds_left_ = progress.seconds_left;
    Q_EMIT advanced();
  });
  connect(&engine, &EngineBridge::finished, this, [this](quint64 job, const engine::JobFinished& outcome) {
    if (!mine(job)) return;
    outcome_ = outcome;
    enter(State::idle);
    Q_EMIT ended(outcome);
  });
}

void RunMonitor::start(engine::TrainJob job) {
  if (active()) return;
  config_ = job.config;
  opened_ = {};
  history_ = {};
  lines_.clear();
  stage_ = {};
  seconds_left_.reset();
  outcome_.reset();
  state_ = State::starting;              // before submit: events may only be matched once the id is known
  job_ = engine_.submit(std::move(job));
  Q_EMIT stateChanged();
}

void RunMonitor::pause() {
  if (state_ != State::running) return;
  enter(State::pausing);
  engine_.pause(job_);
}

void RunMonitor::stopAndSave() {
  if (state_ == State::starting) engine_.cancel(job_);
  else if (state_ == State::running || state_ == State::pausing) engine_.stopAndSave(job_);
  else return;
  enter(State::stopping);
}

void RunMonitor::saveNow() {
  if (state_ == State::running) engine_.saveNow(job_);
}

void RunMonitor::note(const Phrase& line) {
  lines_.push_back(line);
  Q_EMIT advanced();
}

QStringList RunMonitor::lines() const {
  QStringList out;
  for (const Phrase& line : lines_) out << words(line);
  return out;
}

QString RunMonitor::stage() const { return words(stage_); }

double RunMonitor::share() const {
  if (opened_.total_steps <= 0) return 0;
  return std::clamp(static_cast<double>(step()) / static_cast<double>(opened_.total_steps), 0.0, 1.0);
}

void RunMonitor::enter(State state) {
  if (state_ == state) return;
  state_ = state;
  Q_EMIT stateChanged();
}

}  // namespace lathe::ui
