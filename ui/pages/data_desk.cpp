#include "ui/pages/data_desk.h"

#include <algorithm>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {
constexpr int kCountAtOnce = 64;
constexpr int kCountDelayMs = 40;
constexpr int kSearchDelayMs = 120;      // after the last key
}  // namespace

DataDesk::DataDesk(Session& session, EngineBridge& engine, Background& background, const Theme& theme)
    : session_(session), engine_(engine), background_(background), table_(theme), filter_(table_), searching_(std::make_shared<std::atomic<bool>>()) {
  search_timer_.setSingleShot(true);
  search_timer_.setInterval(kSearchDelayMs);
  connect(&search_timer_, &QTimer::timeout, this, &DataDesk::searchSet);
  count_timer_.setSingleShot(true);
  count_timer_.setInterval(kCountDelayMs);
  connect(&count_timer_, &QTimer::timeout, this, &DataDesk::countWanted);
  connect(&table_, &RecordTableModel::countsWanted, this, &DataDesk::countSoon);
  connect(&session, &Session::recordsChanged, this, &DataDesk::follow);
  connect(&session, &Session::modelChanged, this, &DataDesk::forgetCounts);
  connect(&session, &Session::draftChanged, this, [this] {
    Json options = fields_to_json(session_.draft().data);
    if (std::exchange(options_, options) == options) return;
    forgetCounts();
    Q_EMIT optionsChanged();
  });
  connect(&engine, &EngineBridge::tokensShown, this, &DataDesk::receive);
  connect(&engine, &EngineBridge::progressed, this, [this](quint64 job, const engine::Progress& progress) {
    if (job == check_job_ && job) Q_EMIT checkProgress(progress);
  });
  connect(&engine, &EngineBridge::dataChecked, this, [this](quint64 job, const engine::DataChecked& checked) {
    if (job != check_job_ || !job || stale_) return;
    table_.facts().setReport(checked.report);
    issues_.show(checked.report.issues);
    table_.factsChanged(-1);
    setProblem(filter_.problem());
  });
  connect(&engine, &EngineBridge::finished, this, [this](quint64 job, const engine::JobFinished& outcome) {
    const bool bad = outcome.result == engine::Result::failed;
    if (job && job == check_job_) {
      check_job_ = 0;
      if (bad) Q_EMIT failed(errorText(outcome));
      Q_EMIT checkChanged();
    } else if (job && job == show_job_) {
      show_job_ = 0;
      if (bad) Q_EMIT tokensGone();
      if (bad && !std::exchange(counts_failed_, true)) Q_EMIT failed(errorText(outcome));
    } else if (job && job == count_job_) {
      count_job_ = 0;
      if (bad && !std::exchange(counts_failed_, true)) Q_EMIT failed(errorText(outcome));
      if (!bad && !wanted_.isEmpty()) count_timer_.start();
    }
  });
}

void DataDesk::drop(quint64& job) {
  if (const quint64 dropped = std::exchange(job, 0)) engine_.cancel(dropped);
}

void DataDesk::follow() {
  forgetCounts();
  clearFilter();
  issues_.show({});
  table_.setDocument(document());
  stale_ = false;
  if (RecordsDocument* set = document()) {
    connect(set, &RecordsDocument::inserted, this, [this](int row) { issues_.follow(row, 1); });
    connect(set, &RecordsDocument::removed, this, [this](int row) { issues_.follow(row, -1); });
    connect(set, &RecordsDocument::inserted, this, &DataDesk::grewStale);
    connect(set, &RecordsDocument::removed, this, &DataDesk::grewStale);
    connect(set, &RecordsDocument::replaced, this, &DataDesk::grewStale);
    connect(set, &RecordsDocument::saveEnded, this, &DataDesk::searchAgain);
  }
  Q_EMIT checkChanged();
}

void DataDesk::forgetCounts() {
  wanted_.clear();
  counting_.clear();
  counts_failed_ = false;
  for (quint64* job : {&count_job_, &show_job_, &check_job_}) drop(*job);      // of another model or other options
  preparing_ = false;
  ++preparation_;
  table_.facts().clear();
  issues_.show({});
  table_.setCounting(!session_.model().isEmpty());
  table_.factsChanged(-1);
  Q_EMIT checkChanged();
}

// Rows moved or changed: what is on its way would land on the wrong row.
void DataDesk::grewStale() {
  drop(count_job_);
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
  // Those that do not fit stay wished for and come next.
  if (counting_.size() > kCountAtOnce) counting_.resize(kCountAtOnce);
  for (const int row : counting_) wanted_.remove(row);
  if (!counting_.empty()) count_job_ = engine_.submit(jobFor(counting_));
}

void DataDesk::showTokens(int row) {
  drop(show_job_);
  const bool there = document() && row >= 0 && row < document()->size();
  const QPersistentModelIndex asked = there ? table_.index(row, 0) : QModelIndex();
  if (std::exchange(asked_, asked) != asked || !there) Q_EMIT tokensGone();
  if (there && canCheck()) show_job_ = engine_.submit(jobFor({row}));
}

void DataDesk::receive(quint64 job, const engine::TokensShown& shown) {
  if (job && job == show_job_ && asked_.isValid() && !shown.records.empty()) {
    const int row = asked_.row();
    table_.facts().setTokens(row, shown.records.front());
    table_.factsChanged(row);
    Q_EMIT tokensReady(row, shown.records.front(), qs(shown.chat_template), words(shown.notice));
  }
  if (!job || job != count_job_) return;
  for (const engine::ShownRecord& record : shown.records)
    if (record.index >= 0 && record.index < static_cast<int64_t>(counting_.size())) table_.facts().setTokens(counting_[record.index], record);
  if (!counting_.empty()) {
    const QModelIndex first = table_.index(counting_.front(), 0), last = table_.index(counting_.back(), table_.columnCount() - 1);
    Q_EMIT table_.dataChanged(first, last);
  }
}

bool DataDesk::search(const QString& text, QString* fault) {
  if (!RecordSearch::read(text, search_, fault)) return false;
  *searching_ = true;
  search_timer_.start();
  return true;
}

void DataDesk::searchSet() {
  if (!document()) return;
  searching_ = std::make_shared<std::atomic<bool>>(false);
  background_.run(
      this, [records = document()->set().records(), search = search_, stop = searching_] { return findHits(records, search, *stop); },
      [this, search = search_, stop = searching_](SearchHits hits) {
        if (*stop) return;
        filter_.search(search, std::move(hits));
        Q_EMIT filtered();
      },
      [this](const ErrorText& error) { Q_EMIT failed(error); });
}

void DataDesk::searchAgain() {
  if (!document() || *searching_ || filter_.searched().empty()) return;        // another search is on its way
  background_.run(
      this, [records = document()->set().records(), search = filter_.searched(), stop = searching_] { return findHits(records, search, *stop); },
      [this, stop = searching_](SearchHits hits) { if (!*stop) filter_.know(std::move(hits)); },
      [this](const ErrorText& error) { Q_EMIT failed(error); });
}

void DataDesk::showAll() {
  clearFilter();
  Q_EMIT filtered();
}

void DataDesk::clearFilter() {
  *searching_ = true;
  search_timer_.stop();
  search_ = {};
  filter_.search({});
  filter_.setProblem({});
}

void DataDesk::setProblem(const QString& code) {
  filter_.setProblem(code);
  Q_EMIT filtered();
}

void DataDesk::cancelCheck() {
  if (check_job_) return engine_.cancel(check_job_);
  preparing_ = false;
  ++preparation_;
  Q_EMIT checkChanged();
}

// The engine gets records of its own, numbered as they stand here: edits keep that true, not the line in the file.
void DataDesk::check() {
  if (!canCheck() || checking()) return;
  stale_ = false;
  preparing_ = true;
  engine::CheckDataJob job;
  job.model = toPath(session_.model());
  job.data = session_.draft().data;
  job.data.path = document()->set().file().string();
  job.records = document()->set().frame();
  job.use_given_records = true;
  background_.run(
      this,
      [job = std::move(job), records = document()->set().records()]() mutable {
        job.records.records = records.copy();
        for (size_t i = 0; i < records.size(); ++i) job.records.records[i].line = static_cast<int64_t>(i) + 1;
        return std::move(job);
      },
      [this, preparation = ++preparation_](engine::CheckDataJob job) {
        if (preparation != preparation_) return;
        preparing_ = false;
        check_job_ = engine_.submit(std::move(job));
      },
      [this](const ErrorText& error) {
        preparing_ = false;
        Q_EMIT failed(error);
        Q_EMIT checkChanged();
      });
  Q_EMIT checkChanged();
}

}  // namespace lathe::ui
