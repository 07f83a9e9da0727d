// The run that is being trained, as the window knows it: its state, its figures so far, and the commands to it.
#pragma once
#include <QObject>
#include <QStringList>
#include <optional>

#include "core/engine/event.h"
#include "core/runs/run_folder.h"
#include "ui/bridge/background.h"
#include "ui/bridge/engine_bridge.h"

namespace lathe::ui {

class RunMonitor : public QObject {
  Q_OBJECT
 public:
  enum class State { idle, starting, running, pausing, stopping };

  RunMonitor(EngineBridge& engine, Background& background, QObject* parent = nullptr);

  void start(engine::TrainJob job);
  void pause();
  void stopAndSave();
  void saveNow();
  // A line beside those of the run itself, kept so that it follows the language.
  void note(const Phrase& line);
  // Answered between two steps, with this run's job id.
  void ask(text::Conversation prompt, engine::GenerateOptions options) { engine_.ask(job_, std::move(prompt), options); }

  quint64 job() const { return active() ? job_ : 0; }
  State state() const { return state_; }
  bool active() const { return state_ != State::idle; }
  const config::RunConfig& config() const { return config_; }
  const engine::RunOpened& opened() const { return opened_; }
  QString folder() const { return QString::fromStdString(opened_.folder); }
  const runs::RunHistory& history() const { return history_; }
  qint64 step() const { return history_.steps.empty() ? opened_.first_step : history_.steps.back().step; }
  // What the run said on its way: a fallback, a step that was skipped, a checkpoint that is not whole.
  QStringList lines() const;             // in the language of now
  size_t numLines() const { return lines_.size(); }
  QString stage() const;
  std::optional<double> secondsLeft() const { return seconds_left_; }
  double share() const;                  // 0 to 1 of the steps
  // How the last run ended.
  const std::optional<engine::JobFinished>& outcome() const { return outcome_; }

 Q_SIGNALS:
  void stateChanged();
  void openedRun();                      // folder and length are known
  void recalled();                       // what a run that was taken up had done before now stands in its history
  void advanced();                       // a step, an evaluation, a sample, a checkpoint or a stage
  void ended(const lathe::engine::JobFinished& outcome);

 private:
  void enter(State state);
  void connectEvents(EngineBridge& engine);
  void recall();
  bool mine(quint64 job) const { return active() && job == job_; }

  EngineBridge& engine_;
  Background& background_;
  State state_ = State::idle;
  engine::JobId job_ = 0;
  config::RunConfig config_;
  engine::RunOpened opened_;
  runs::RunHistory history_;
  std::vector<Phrase> lines_;
  Phrase stage_;
  std::optional<double> seconds_left_;
  std::optional<engine::JobFinished> outcome_;
};

}  // namespace lathe::ui
