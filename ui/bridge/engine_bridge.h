// The only class that turns engine events into signals. The engine wakes it once per burst; it drains all on the
// window's thread, in order.
#pragma once
#include <QObject>
#include <functional>
#include <memory>

#include "core/engine/engine.h"

namespace lathe::ui {

using EngineFactory = std::function<std::unique_ptr<engine::Engine>(std::function<void()> wake)>;

class EngineBridge : public QObject {
  Q_OBJECT
 public:
  explicit EngineBridge(EngineFactory factory, QObject* parent = nullptr);
  ~EngineBridge() override;

  // The engine's threads begin here, after the window is up; a job submitted earlier begins them too.
  void start();
  engine::JobId submit(engine::Job job);
  void cancel(engine::JobId id);
  void pause(engine::JobId id);
  void stopAndSave(engine::JobId id);
  void saveNow(engine::JobId id);
  void ask(engine::JobId run, text::Conversation prompt, engine::GenerateOptions options);
  bool dead() const { return dead_; }

 Q_SIGNALS:
  void jobStarted(quint64 job);
  void runOpened(quint64 job, const lathe::engine::RunOpened& opened);
  void stepDone(quint64 job, const lathe::runs::StepMetrics& metrics);
  void evaluated(quint64 job, const lathe::runs::EvalMetrics& metrics);
  void progressed(quint64 job, const lathe::engine::Progress& progress);
  void sampled(quint64 job, const lathe::runs::SampleText& sample);
  void checkpointSaved(quint64 job, const lathe::runs::CheckpointSaved& saved);
  void logged(quint64 job, const lathe::Phrase& line);
  void paused(quint64 job, qint64 step);
  void answerPiece(quint64 job, const lathe::engine::AnswerPiece& piece);
  void answered(quint64 job, const lathe::engine::Answer& answer);
  void answerFailed(quint64 job, const lathe::engine::AnswerFailed& failed);
  void dataChecked(quint64 job, const lathe::engine::DataChecked& checked);
  void tokensShown(quint64 job, const lathe::engine::TokensShown& shown);
  void templateRead(quint64 job, const lathe::engine::TemplateRead& read);
  void templatePreviewed(quint64 job, const lathe::engine::TemplatePreviewed& previewed);
  void modelInspected(quint64 job, const lathe::engine::ModelInspected& inspected);
  void runInspected(quint64 job, const lathe::engine::RunInspected& inspected);
  void dataInspected(quint64 job, const lathe::engine::DataInspected& inspected);
  void textClassified(quint64 job, const lathe::engine::TextClassified& classified);
  void textsClassified(quint64 job, const lathe::engine::TextsClassified& classified);
  void hardwareInspected(const lathe::engine::Hardware& hardware);
  void finished(quint64 job, const lathe::engine::JobFinished& outcome);
  void died(const QString& why);         // a device fault: nothing more can run in this process

 private:
  void drain();
  void publish(const engine::Event& event);

  EngineFactory factory_;
  bool dead_ = false;
  std::unique_ptr<engine::Engine> engine_;   // last: joined before anything it could call is gone
};

}  // namespace lathe::ui
