// What is wrong with the run that is put together, and what it is, in sentences.
#include <algorithm>
#include <cmath>

#include "ui/bridge/text.h"
#include "ui/pages/run_draft.h"

namespace lathe::ui {
namespace {
bool isLearnable(const data::AuditReport& report) {
  return report.kind == data::RecordKind::classification ? report.classes.size() > 1 : report.counts.learned_tokens > 0;
}
// A few more or less where duplicates stay on one side of the split.
int64_t aboutSteps(const config::RunConfig& run, int64_t usable) {
  const double share = run.data.eval_path.empty() ? run.data.eval_share : 0;
  const int64_t held = share > 0 ? std::max<int64_t>(1, std::llround(static_cast<double>(usable) * share)) : 0;
  const int64_t learned = std::max<int64_t>(1, usable - held), batch = std::max<int64_t>(1, run.train.batch_records);
  return std::llround(std::ceil(static_cast<double>((learned + batch - 1) / batch) * run.train.epochs));
}
}  // namespace

std::vector<Issue> RunDraft::faults() const {
  std::vector<Issue> faults;
  for (const auto& unread : unread_) faults.push_back(unread.first);
  if (!config_faults_) {
    config_faults_ = config::validate(config(), "");
    if (catalog_.validate)
      for (Issue& issue : catalog_.validate(config(), "")) config_faults_->push_back(std::move(issue));
  }
  faults.insert(faults.end(), config_faults_->begin(), config_faults_->end());
  const auto add = [&](const char* field, const QString& reason, const char* code) { faults.push_back({"", 0, field, Phrase{ss(reason), {}}, code}); };
  if (session_.readOnly()) add("", tr("Another Lathe has the workspace open; train there, or close it."), "workspace.read_only");
  if (const auto& info = session_.modelInfo(); info && info->kind != "model")
    add("model.path", tr("is an adapter; choose the folder of its base model"), "model.adapter");
  if (session_.modelFault()) add("model.path", errorText(*session_.modelFault()).message, "model.unreadable");
  const engine::CatalogEntry* objective = catalog_.objective(this->objective());
  if (objective && objective->needs_language_head && session_.modelInfo() && !session_.modelInfo()->writes)
    add("objective.kind", tr("needs a model that writes; choose the objective for labels, or another model"), "objective.model");
  if (session_.records() && objective && recordsKind(config().data) != objective->records)
    add("objective.kind", tr("learns from %1, but the file holds %2; choose another objective or file")
                              .arg(words(data::title_of(objective->records)), words(data::title_of(recordsKind(config().data)))), "objective.records");
  else if (report_ && !isLearnable(*report_))
    add("data.path", report_->kind == data::RecordKind::classification ? tr("has fewer than two labels to tell apart; add records with others, or choose another file")
                                                                       : tr("has no token to learn; add answers, or choose another file"), "data.nothing_learned");
  return faults;
}

QStringList RunDraft::sentences() const {
  const config::RunConfig& run = config();
  QStringList out;
  const auto& info = session_.modelInfo();
  const QString model = qs(std::filesystem::path(run.model.path).filename());
  out << (info ? tr("The model is %1: %2, %3 parameters.").arg(model, qs(info->architecture), shortCountText(info->parameters)) : tr("The model is %1.").arg(model));
  if (const RecordsDocument* records = session_.records()) {
    out << (records->modified() ? tr("It learns from %1 records in %2. Your edits are taken along; the file itself is not touched.")
                                : tr("It learns from %1 records in %2.")).arg(countText(records->size()), records->name());
  }
  if (report_) {
    out << tr("%1 of %2 tokens are learned; the longest record has %3 tokens.")
               .arg(countText(report_->counts.learned_tokens), countText(report_->counts.tokens), countText(report_->counts.longest));
    const int64_t left_out = report_->counts.records - report_->counts.usable;
    if (left_out > 0) out << tr("%1 records cannot be used and are left out.").arg(countText(left_out));
    const double held = run.data.eval_path.empty() ? run.data.eval_share : 0;
    if (!run.data.eval_path.empty()) out << tr("Progress is measured on the records of %1.").arg(qs(std::filesystem::path(run.data.eval_path).filename()));
    else if (held > 0) out << tr("%1 % of the records are held out to measure progress.").arg(numberText(held * 100, 0));
    else out << tr("No record is held out, so the best checkpoint is the last one.");
  }
  const engine::CatalogEntry* entry = catalog_.method(method());
  if (entry) out << tr("The method is %1.").arg(words(entry->title));
  if (const engine::CatalogEntry* objective = catalog_.objective(this->objective()); objective && catalog_.objectives.size() > 1)
    out << tr("What it learns: %1.").arg(words(objective->title));
  if (run.train.max_steps > 0) out << tr("It ends after %1 steps of %2 records.").arg(countText(run.train.max_steps), countText(run.train.batch_records));
  else out << tr("Each record is seen %1 times, %2 records a step.").arg(qs(lathe::detail::to_arg(run.train.epochs)), countText(run.train.batch_records));
  if (report_ && run.train.max_steps <= 0 && report_->counts.usable > 0) out << tr("That is about %1 steps.").arg(countText(aboutSteps(run, report_->counts.usable)));
  out << tr("The learning rate is at most %1.").arg(qs(lathe::detail::to_arg(run.optimizer.learning_rate)));
  return out;
}

}  // namespace lathe::ui
