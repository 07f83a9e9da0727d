#include "ui/pages/data_desk.h"

#include <algorithm>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {
constexpr int kCountAtOnce = 64;
constexpr int kCountDelayMs = 40;
}  // namespace

DataDesk::DataDesk(Session& session, EngineBridge& engine, const Theme& theme)
    : session_(session), engine_(engine), table_(theme), filter_(table_) {
  count_timer_.setSingleShot(true);
  count_timer_.setInterval(kCountDelayMs);
  connect(&count_timer_, &QTimer::timeout, this, &DataDesk::countWanted);
  connect(&table_, &RecordTableModel::countsWanted, this, &DataDesk::countSoon);
  connect(&session, &Session::recordsChanged, this, &DataDesk::follow);
  connect(&session, &Session::modelChanged, this, &DataDesk::forgetCounts);
  connect(&session, &Session::draftChanged, this, [this] {
    Json options = fields_to_json(session_.draft().data);
    if (std::exchange(options_, options) != options) forgetCounts();
  });
  connect(&engine, &EngineBridge::tokensShown, this, &DataDesk::receive);
  connect(&engine, &EngineBridge::progressed, this, [this](quint64 job, const engine::Progress& progress) {
    if (job == check_job_ && job) Q_EMIT checkProgress(progress.done, progress.total);
  });
  connect(&engine, &EngineBridge::dataChecked, this, [this](quint64 job, const engine::DataChecked& checked) {
    if (job != check_job_ || !job || stale_) return;
    table_.facts().setReport(checked.report);
    issues_.show(checked.report.issues);
    table_.factsChanged(-1);
    filter_.setProblem(filter_.problem());
  });
  connect(&engine, &EngineBridge::finished, this, [this](quint64 job, const engine::JobFinished& outcome) {
    const bool bad = outcome.result == engine::Result::failed;
    if (job && job == check_job_) {
      check_job_ = 0;
      if (bad) Q_EMIT failed(errorText(outcome));
      Q_EMIT checkChanged();
    } else if (job && job == count_job_) {
      count_job_ = 0;
      if (bad && !std::exchange(counts_failed_, true)) Q_EMIT failed(errorText(outcome));
      if (!bad && !wanted_.isEmpty()) count_timer_.start();
    }
  });
}

void DataDesk::follow() {
  if (check_job_) engine_.cancel(std::exchange(check_job_, 0));
  forgetCounts();
  filter_.setProblem({});
  issues_.show({});
  table_.setDocument(document());
  stale_ = false;
  if (RecordsDocument* set = document()) {
    connect(set, &RecordsDocument::inserted, this, &DataDesk::grewStale);
    connect(set, &RecordsDocument::removed, this, &DataDesk::grewStale);
    connect(set, &RecordsDocument::replaced, this, &DataDesk::grewStale);
  }
  Q_EMIT checkChanged();
}

void DataDesk::forgetCounts() {
  wanted_.clear();
  counting_.clear();
  counts_failed_ = false;
  count_job_ = show_job_ = 0;
  table_.facts().clear();
  issues_.show({});
  table_.setCounting(!session_.model().isEmpty());
  table_.factsChanged(-1);
  Q_EMIT checkChanged();
}

// Rows moved or changed: what is on its way would land on the wrong row.
void DataDesk::grewStale() {
  count_job_ = 0;
  counting_.clear();
  wanted_.clear();
  const bool had = checking() || table_.facts().report();
  if (had && !std::exchange(stale_, true)) Q_EMIT checkChanged();
}

void DataDesk::countSoon(int row) {
  if (counts_failed_) return;
  wanted_.insert(row);
  if (count_job_ == 0 && !count_timer_.isActive()) count_timer_.start();
}

engine::ShowTokensJob DataDesk::jobFor(const std::vector<int>& rows) const {
  const RecordsDocument& set = *document();
  engine::ShowTokensJob job{toPath(session_.model()), session_.draft().data, set.set().format().id, {}};
  for (const int row : rows) job.records.push_back({set.value(row), set.set().file().filename().string(), row + 1});
  return job;
}

void DataDesk::countWanted() {
  if (!canCheck() || count_job_) return;
  counting_.assign(wanted_.begin(), wanted_.end());
  std::sort(counting_.begin(), counting_.end());
  std::erase_if(counting_, [&](int row) { return row >= document()->size(); });
  // The newest wishes are what is in view now; the oldest are asked for again when they are scrolled to.
  if (counting_.size() > kCountAtOnce) counting_.resize(kCountAtOnce);
  for (const int row : counting_) wanted_.remove(row);
  if (!counting_.empty()) count_job_ = engine_.submit(jobFor(counting_));
}

void DataDesk::showTokens(int row) {
  if (!canCheck() || row < 0 || row >= document()->size()) return;
  shown_row_ = row;
  show_job_ = engine_.submit(jobFor({row}));
}

void DataDesk::receive(quint64 job, const engine::TokensShown& shown) {
  if (job && job == show_job_ && !shown.records.empty()) {
    table_.facts().setTokens(shown_row_, shown.records.front());
    table_.factsChanged(shown_row_);
    Q_EMIT tokensReady(shown_row_, shown.records.front(), qs(shown.chat_template), words(shown.notice));
  }
  if (!job || job != count_job_) return;
  for (const engine::ShownRecord& record : shown.records)
    if (record.index >= 0 && record.index < static_cast<int64_t>(counting_.size())) table_.facts().setTokens(counting_[record.index], record);
  if (!counting_.empty()) {
    const QModelIndex first = table_.index(counting_.front(), 0), last = table_.index(counting_.back(), table_.columnCount() - 1);
    Q_EMIT table_.dataChanged(first, last);
  }
}

void DataDesk::check() {
  if (!canCheck() || checking()) return;
  stale_ = false;
  engine::CheckDataJob job;
  job.model = toPath(session_.model());
  job.data = session_.draft().data;
  job.data.path = document()->set().file().string();
  job.records = document()->set().snapshot();
  job.use_given_records = true;
  // Issues then name records by their number, which edits keep true; the line in the file they do not.
  for (size_t i = 0; i < job.records.records.size(); ++i) job.records.records[i].line = static_cast<int64_t>(i) + 1;
  check_job_ = engine_.submit(std::move(job));
  Q_EMIT checkChanged();
}

}  // namespace lathe::ui
