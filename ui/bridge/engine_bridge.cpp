#include "ui/bridge/engine_bridge.h"

#include "ui/bridge/error_text.h"
#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {
template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
}  // namespace

EngineBridge::EngineBridge(EngineFactory factory, QObject* parent) : QObject(parent), factory_(std::move(factory)) {}

EngineBridge::~EngineBridge() { engine_.reset(); }

void EngineBridge::start() {
  if (engine_) return;
  engine_ = factory_([this] { QMetaObject::invokeMethod(this, &EngineBridge::drain, Qt::QueuedConnection); });
}

engine::JobId EngineBridge::submit(engine::Job job) {
  start();
  return engine_->submit(std::move(job));
}

void EngineBridge::cancel(engine::JobId id) { if (engine_) engine_->cancel(id); }
void EngineBridge::pause(engine::JobId id) { if (engine_) engine_->pause(id); }
void EngineBridge::stopAndSave(engine::JobId id) { if (engine_) engine_->stop_and_save(id); }
void EngineBridge::saveNow(engine::JobId id) { if (engine_) engine_->save_now(id); }

void EngineBridge::ask(engine::JobId run, text::Conversation prompt, engine::GenerateOptions options) {
  if (engine_) engine_->ask(run, std::move(prompt), options);
}

void EngineBridge::drain() {
  if (!engine_) return;
  for (const engine::Event& event : engine_->drain()) publish(event);
}

void EngineBridge::publish(const engine::Event& event) {
  const quint64 job = event.job;
  std::visit(Overloaded{
                 [&](const engine::JobStarted&) { Q_EMIT jobStarted(job); },
                 [&](const engine::RunOpened& e) { Q_EMIT runOpened(job, e); },
                 [&](const runs::StepMetrics& e) { Q_EMIT stepDone(job, e); },
                 [&](const runs::EvalMetrics& e) { Q_EMIT evaluated(job, e); },
                 [&](const engine::Progress& e) { Q_EMIT progressed(job, e); },
                 [&](const runs::SampleText& e) { Q_EMIT sampled(job, e); },
                 [&](const runs::CheckpointSaved& e) { Q_EMIT checkpointSaved(job, e); },
                 [&](const engine::LogLine& e) { Q_EMIT logged(job, e.text); },
                 [&](const engine::Paused& e) { Q_EMIT paused(job, e.step); },
                 [&](const engine::AnswerPiece& e) { Q_EMIT answerPiece(job, e); },
                 [&](const engine::Answer& e) { Q_EMIT answered(job, e); },
                 [&](const engine::AnswerFailed& e) { Q_EMIT answerFailed(job, e); },
                 [&](const engine::DataChecked& e) { Q_EMIT dataChecked(job, e); },
                 [&](const engine::TokensShown& e) { Q_EMIT tokensShown(job, e); },
                 [&](const engine::TemplateRead& e) { Q_EMIT templateRead(job, e); },
                 [&](const engine::TemplatePreviewed& e) { Q_EMIT templatePreviewed(job, e); },
                 [&](const engine::ModelInspected& e) { Q_EMIT modelInspected(job, e); },
                 [&](const engine::RunInspected& e) { Q_EMIT runInspected(job, e); },
                 [&](const engine::DataInspected& e) { Q_EMIT dataInspected(job, e); },
                 [&](const engine::TextClassified& e) { Q_EMIT textClassified(job, e); },
                 [&](const engine::TextsClassified& e) { Q_EMIT textsClassified(job, e); },
                 [&](const engine::HardwareInspected& e) { Q_EMIT hardwareInspected(e.hardware); },
                 [&](const engine::JobFinished& e) {
                   Q_EMIT finished(job, e);
                   if (e.engine_dead && !std::exchange(dead_, true)) Q_EMIT died(errorText(e).whole());
                 }},
             event.body);
}

}  // namespace lathe::ui
