#include "ui/pages/compare_desk.h"

#include "ui/bridge/text.h"

namespace lathe::ui {

std::vector<ComparePair> comparePairs(const RunList& list) {
  std::vector<ComparePair> out;
  for (const ShelvedRun& run : list.runs) {
    const config::RunConfig& config = run.summary.record.config;
    for (const auto& [result, there] : {std::pair("best", run.best), std::pair("final", run.final)}) {
      if (!there) continue;
      ComparePair pair{qs(config.name), result, run.summary.folder, config.model.path, run.summary.folder / result, config.model, config.data.chat_template, {}, run.whole_model, false};
      for (const std::string& prompt : config.samples.prompts) pair.prompts << qs(prompt);
      out.push_back(std::move(pair));
    }
  }
  return out;
}

CompareDesk::CompareDesk(EngineBridge& engine, RunMonitor& monitor) : engine_(engine), monitor_(monitor) {
  connect(&engine, &EngineBridge::answerPiece, this, [this](quint64 job, const engine::AnswerPiece& piece) {
    const int row = rowOf(job, piece.prompt);
    if (row < 0) return;
    if (std::exchange(reading_, false)) Q_EMIT answering();
    answers_.addPiece(row, piece);
    Q_EMIT changed(row);
  });
  connect(&engine, &EngineBridge::progressed, this, [this](quint64 job, const engine::Progress& progress) {
    if (!job_ || job != job_) return;
    reading_ = true;
    Q_EMIT progressed(progress);
  });
  connect(&engine, &EngineBridge::logged, this, [this](quint64 job, const Phrase& said) {
    if (!job_ || job != job_) return;
    notices_.push_back(said);
    Q_EMIT noticed();
  });
  connect(&engine, &EngineBridge::answered, this, [this](quint64 job, const engine::Answer& answer) {
    const int row = rowOf(job, answer.prompt);
    if (row < 0) return;
    answers_.setAnswer(row, answer);
    Q_EMIT changed(row);
    if (job == asked_run_) endQuestion();
  });
  connect(&engine, &EngineBridge::answerFailed, this, [this](quint64 job, const engine::AnswerFailed& failure) {
    if (rowOf(job, failure.prompt) < 0) return;
    endQuestion();
    Q_EMIT failed(errorText(Error(failure.code, failure.message, failure.hint)));
  });
  connect(&engine, &EngineBridge::finished, this, [this](quint64 job, const engine::JobFinished& outcome) {
    if (asked_run_ && job == asked_run_) {
      endQuestion();
      Q_EMIT failed({tr("The run ended before it answered."), tr("Ask its result instead."), {}, {}});
    } else if (job_ && job == job_) {
      job_ = 0;
      answers_.endAll();
      if (outcome.result == engine::Result::failed) Q_EMIT failed(errorText(outcome));
      Q_EMIT changed(-1);
      Q_EMIT busyChanged();
    }
  });
}

QStringList CompareDesk::notices() const {
  QStringList out;
  for (const Phrase& said : notices_) out << words(said);
  out.removeDuplicates();
  return out;
}

int CompareDesk::rowOf(quint64 job, int64_t prompt) const {
  if (job_ && job == job_) return first_row_ + static_cast<int>(prompt);
  return asked_run_ && job == asked_run_ && prompt == questions_ - 1 ? first_row_ : -1;
}

void CompareDesk::endQuestion() {
  asked_run_ = 0;
  answers_.endAll();
  Q_EMIT changed(-1);
  Q_EMIT busyChanged();
}

void CompareDesk::askRun(text::Conversation prompt, const engine::GenerateOptions& options) {
  asked_run_ = monitor_.job();
  if (std::exchange(questioned_, asked_run_) != asked_run_) questions_ = 0;
  ++questions_;
  monitor_.ask(std::move(prompt), options);
}

int CompareDesk::ask(const ComparePair& pair, const QString& system, const QStringList& prompts, const engine::GenerateOptions& options,
                     const config::DeviceConfig& device) {
  if (busy() || prompts.isEmpty() || (pair.live && !monitor_.active())) return -1;
  first_row_ = answers_.rowCount();
  notices_.clear();
  Q_EMIT noticed();
  std::vector<text::Conversation> conversations;
  for (const QString& prompt : pair.live ? prompts.mid(0, 1) : prompts) {
    text::Conversation conversation;
    if (!system.trimmed().isEmpty()) conversation.messages.push_back({"system", ss(system), false});
    conversation.messages.push_back({"user", ss(prompt), false});
    conversations.push_back(std::move(conversation));
    Comparison comparison{system, prompt, {}, {}};
    comparison.before.wanted = !pair.live;
    comparison.after.wanted = pair.live || !pair.tuned.empty();
    answers_.add(std::move(comparison));
  }
  if (pair.live) {
    askRun(std::move(conversations.front()), options);
  } else {
    engine::GenerateJob job;
    job.model = pair.base;
    job.tuned = pair.tuned;
    job.after = !pair.tuned.empty();
    job.prompts = std::move(conversations);
    job.chat_template = pair.chat_template;
    job.options = options;
    job.model_options = pair.model;
    job.model_seed = pair.seed;
    job.device = device;
    job_ = engine_.submit(std::move(job));
  }
  Q_EMIT busyChanged();
  Q_EMIT changed(first_row_);
  return first_row_;
}

void CompareDesk::cancel() {
  if (job_) engine_.cancel(job_);
  else if (asked_run_) endQuestion();    // its answer is not waited for; the run goes on
}

}  // namespace lathe::ui
