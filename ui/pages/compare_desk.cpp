#include "ui/pages/compare_desk.h"

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace fs = std::filesystem;

bool isWholeModel(const fs::path& tuned) { return !tuned.empty() && !fs::exists(tuned / "adapter_config.json"); }

std::vector<ComparePair> comparePairs(const fs::path& workspace) {
  std::vector<ComparePair> out;
  std::vector<Issue> faults;
  for (const runs::RunSummary& summary : runs::list_runs(workspace, faults)) {
    const config::RunConfig& config = summary.record.config;
    for (const char* result : {"best", "final"}) {
      const fs::path tuned = summary.folder / result;
      std::error_code ignored;
      if (!fs::is_directory(tuned, ignored)) continue;
      ComparePair pair{qs(config.name) + " · " + qs(std::string(result)), summary.folder, config.model.path, tuned, config.model, config.data.chat_template, {}, isWholeModel(tuned), false, config.train.seed};
      for (const std::string& prompt : config.samples.prompts) pair.prompts << qs(prompt);
      out.push_back(std::move(pair));
    }
  }
  return out;
}

CompareDesk::CompareDesk(EngineBridge& engine, RunMonitor& monitor) : engine_(engine), monitor_(monitor) {
  connect(&engine, &EngineBridge::answerPiece, this, [this](quint64 job, const engine::AnswerPiece& piece) {
    if (!mine(job)) return;
    const int row = first_row_ + (asking_ ? 0 : static_cast<int>(piece.prompt));
    answers_.addPiece(row, piece);
    Q_EMIT changed(row);
  });
  connect(&engine, &EngineBridge::answered, this, [this](quint64 job, const engine::Answer& answer) {
    if (!mine(job)) return;
    const int row = first_row_ + (asking_ ? 0 : static_cast<int>(answer.prompt));
    answers_.setAnswer(row, answer);
    const bool was_asking = std::exchange(asking_, false);
    Q_EMIT changed(row);
    if (was_asking) Q_EMIT busyChanged();
  });
  connect(&engine, &EngineBridge::answerFailed, this, [this](quint64 job, const engine::AnswerFailed& failure) {
    if (!mine(job)) return;
    asking_ = false;
    answers_.endAll();
    Q_EMIT failed(errorText(Error(failure.code, failure.message, failure.hint)));
    Q_EMIT changed(first_row_);
    Q_EMIT busyChanged();
  });
  connect(&engine, &EngineBridge::finished, this, [this](quint64 job, const engine::JobFinished& outcome) {
    if (!mine(job)) return;
    job_ = 0;
    asking_ = false;
    answers_.endAll();
    if (outcome.result == engine::Result::failed) Q_EMIT failed(errorText(outcome));
    Q_EMIT changed(answers_.rowCount() - 1);
    Q_EMIT busyChanged();
  });
}

int CompareDesk::ask(const ComparePair& pair, const QString& system, const QStringList& prompts, const engine::GenerateOptions& options,
                     const config::DeviceConfig& device) {
  if (busy() || prompts.isEmpty()) return -1;
  first_row_ = answers_.rowCount();
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
    asking_ = true;
    monitor_.ask(conversations.front(), options);
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
}

}  // namespace lathe::ui
