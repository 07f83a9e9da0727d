#include "ui/pages/run_draft.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QScopedValueRollback>
#include <algorithm>

#include "core/base/utf8.h"
#include "ui/bridge/text.h"
#include "ui/forms/option_text.h"

namespace lathe::ui {
namespace {

constexpr size_t kPromptsProposed = 2;
constexpr size_t kLongestName = 60;      // bytes
constexpr int kCheckDelayMs = 800;       // after the last edit

std::vector<OptionInfo> under(const std::string& prefix, std::vector<OptionInfo> rows) {
  for (OptionInfo& row : rows) row.key = prefix + "." + row.key;
  return rows;
}

std::string folderName(const std::string& text) {
  std::string out;
  for (const unsigned char c : repair_utf8(text)) out += c >= 0x80 || std::isalnum(c) || c == '-' || c == '_' || c == '.' ? static_cast<char>(c) : '-';
  out.erase(0, out.find_first_not_of('.'));
  out.resize(std::min(out.size(), kLongestName));
  out.resize(out.size() - incomplete_tail(out));
  return out;
}

// As the format reads it; empty where the record asks nothing.
std::string firstQuestion(const data::RecordSet& set, int row) {
  text::Conversation conversation;
  std::vector<Issue> faults;             // told by the check
  set.format().to_conversation(set.records()[static_cast<size_t>(row)], conversation, faults);
  for (const text::Message& message : conversation.messages)
    if (message.role == "user" && !qs(message.content).trimmed().isEmpty()) return message.content;
  return {};
}

}  // namespace

RunDraft::RunDraft(Parts parts)
    : session_(parts.session), monitor_(parts.monitor), engine_(parts.engine), background_(parts.background), catalog_(parts.catalog) {
  auto& [session, monitor, settings, engine, background, catalog] = parts;
  config::RunConfig config = session.draft();
  config.device.kind = ss(settings.device());
  config.device.threads = settings.threads();
  session.setDraft(config);
  connect(&session, &Session::draftChanged, this, [this] {
    if (!own_) {                         // another recipe, or the data page chose another template
      unread_.clear();
      if (fields_to_json(this->config().data) != checked_) recheck_.start();
    }
    Q_EMIT changed();
  });
  connect(&session, &Session::modelChanged, this, &RunDraft::followModel);
  connect(&session, &Session::recordsChanged, this, &RunDraft::followRecords);
  connect(&engine, &EngineBridge::dataChecked, this, [this](quint64 job, const engine::DataChecked& checked) {
    if (!job || job != check_job_) return;
    report_ = checked.report;
  });
  connect(&engine, &EngineBridge::finished, this, [this](quint64 job, const engine::JobFinished& outcome) {
    if (!job || job != check_job_) return;
    check_job_ = 0;
    if (outcome.result == engine::Result::failed) {
      check_fault_ = outcome;
      Q_EMIT checkFailed(errorText(outcome));
    }
    Q_EMIT checked();
    Q_EMIT changed();
  });
  connect(&monitor, &RunMonitor::stateChanged, this, &RunDraft::changed);
  recheck_.setSingleShot(true);
  recheck_.setInterval(kCheckDelayMs);
  connect(&recheck_, &QTimer::timeout, this, &RunDraft::check);
}

void RunDraft::set(config::RunConfig config) {
  const QScopedValueRollback own(own_, true);
  session_.setDraft(std::move(config));
}

Json RunDraft::typed() const {
  Json out = document();
  for (const auto& [fault, value] : unread_) out[fieldPlace(fault.field)] = value;
  return out;
}

void RunDraft::followModel() {
  if (config().model.path == ss(session_.model())) return Q_EMIT changed();
  config::RunConfig config = this->config();
  config.model.path = ss(session_.model());
  set(std::move(config));
  check();
}

void RunDraft::followRecords() {
  if (std::exchange(starting_, false)) Q_EMIT startFailed({tr("Other records were opened before the run could start."), tr("Start it again."), {}, {}});
  const RecordsDocument* records = session_.records();
  if (!records) return;
  const auto recheck = [this] { recheck_.start(); };
  connect(records, &RecordsDocument::inserted, this, recheck);
  connect(records, &RecordsDocument::removed, this, recheck);
  connect(records, &RecordsDocument::replaced, this, recheck);
  config::RunConfig config = this->config();
  config.data.path = records->set().file().string();
  config.data.format = records->set().format().id;
  proposeName(config);
  proposePrompts(config);
  set(std::move(config));
  check();
}

void RunDraft::proposeName(config::RunConfig& config) const {
  if (own_name_) return;
  config.name = folderName(std::filesystem::path(config.data.path).stem().string() + "-" + config.peft.value("method", "run"));
}

// The first questions of the set, so that a person reads during training what will be asked of the model.
void RunDraft::proposePrompts(config::RunConfig& config) const {
  config.samples.prompts.clear();
  const RecordsDocument* records = session_.records();
  const int stride = std::max(1, records->size() / static_cast<int>(kPromptsProposed));
  for (int row = 0; row < records->size() && config.samples.prompts.size() < kPromptsProposed; row += stride)
    if (std::string question = firstQuestion(records->set(), row); !question.empty()) config.samples.prompts.push_back(std::move(question));
}

void RunDraft::setDocument(const Json& document) {
  config::RunConfig config = this->config();
  const Json before = fields_to_json(config.data);
  Json typed = document;
  typed.erase("schema_version");
  if (typed.contains("peft")) config.peft = typed["peft"];
  if (typed.contains("objective")) config.objective = typed["objective"];
  typed.erase("peft");
  typed.erase("objective");
  unread_.clear();
  for (Issue& fault : fields_from_json(typed, config, ""))
    if (const auto place = fieldPlace(fault.field); document.contains(place)) unread_.emplace_back(std::move(fault), document[place]);
  const bool data_changed = before != fields_to_json(config.data);
  if (data_changed) {
    forgetCheck();                       // it was under other options
    recheck_.start();
  }
  set(std::move(config));
  if (data_changed) Q_EMIT checked();
}

void RunDraft::setMethod(const std::string& id) {
  if (id == method()) return;
  config::RunConfig config = this->config();
  config.peft = {{"method", id}};
  if (const engine::CatalogEntry* entry = catalog_.method(id))
    for (const OptionInfo& option : entry->options) config.peft[option.key] = option.default_value;
  proposeName(config);
  set(std::move(config));
}

void RunDraft::setName(const QString& name) {
  own_name_ = true;
  config::RunConfig config = this->config();
  config.name = ss(name);
  set(std::move(config));
}

std::vector<OptionInfo> RunDraft::settingsRows() const {
  std::vector<OptionInfo> rows;
  if (const engine::CatalogEntry* entry = catalog_.method(method())) rows = under("peft", entry->options);
  for (const OptionInfo& option : catalog_.options) {
    const bool elsewhere = option.key == "name" || option.key.starts_with("data.") || option.key == "model.path";
    if (!elsewhere) rows.push_back(option);
  }
  // Settings of the model come last: they are for experts only.
  std::stable_partition(rows.begin(), rows.end(), [](const OptionInfo& row) { return !row.key.starts_with("model."); });
  return rows;
}

std::vector<OptionInfo> RunDraft::dataRows() const {
  std::vector<OptionInfo> rows;
  for (const OptionInfo& option : catalog_.options)
    if (option.key.starts_with("data.") && option.key != "data.path") rows.push_back(option);
  return rows;
}

std::vector<Issue> RunDraft::faults() const {
  std::vector<Issue> faults;
  for (const auto& unread : unread_) faults.push_back(unread.first);
  for (Issue& issue : config::validate(config(), "")) faults.push_back(std::move(issue));
  const auto add = [&](const char* field, const QString& reason, const char* code) { faults.push_back({"", 0, field, Phrase{ss(reason), {}}, code}); };
  if (session_.readOnly()) add("", tr("Another Lathe has the workspace open; train there, or close it."), "workspace.read_only");
  if (const auto& info = session_.modelInfo(); info && info->kind != "model")
    add("model.path", tr("is an adapter; choose the folder of its base model"), "model.adapter");
  if (session_.modelFault()) add("model.path", errorText(*session_.modelFault()).message, "model.unreadable");
  if (catalog_.validate)
    for (Issue& issue : catalog_.validate(config(), "")) faults.push_back(std::move(issue));
  if (report_ && report_->counts.learned_tokens == 0)
    add("data.path", tr("has no token to learn; add answers, or choose another file"), "data.nothing_learned");
  return faults;
}

QStringList RunDraft::sentences() const {
  const config::RunConfig& run = config();
  QStringList out;
  const auto& info = session_.modelInfo();
  const QString model = qs(std::filesystem::path(run.model.path).filename());
  out << (info ? tr("The model is %1: %2, %3 parameters.").arg(model, qs(info->architecture), shortCountText(info->parameters)) : tr("The model is %1.").arg(model));
  if (const RecordsDocument* records = session_.records()) {
    QString line = tr("It learns from %1 records in %2.").arg(countText(records->size()), records->name());
    if (records->modified()) line += " " + tr("Your edits are taken along; the file itself is not touched.");
    out << line;
  }
  if (report_) {
    out << tr("%1 of %2 tokens are learned; the longest record has %3 tokens.")
               .arg(countText(report_->counts.learned_tokens), countText(report_->counts.tokens), countText(report_->counts.longest));
    const int64_t left_out = report_->counts.records - report_->counts.usable;
    if (left_out > 0) out << tr("%1 records cannot be used and are left out.").arg(countText(left_out));
    const double held = run.data.eval_path.empty() ? run.data.eval_share : 0;
    if (held > 0) out << tr("%1 % of the records are held out to measure progress.").arg(numberText(held * 100, 0));
    else if (run.data.eval_path.empty()) out << tr("No record is held out, so the best checkpoint is the last one.");
  }
  const engine::CatalogEntry* entry = catalog_.method(method());
  if (entry) out << tr("The method is %1.").arg(words(entry->title));
  if (run.train.max_steps > 0) out << tr("It ends after %1 steps of %2 records.").arg(countText(run.train.max_steps), countText(run.train.batch_records));
  else out << tr("Each record is seen %1 times, %2 records a step.").arg(qs(lathe::detail::to_arg(run.train.epochs)), countText(run.train.batch_records));
  return out;
}

void RunDraft::forgetCheck() {
  if (check_job_) engine_.cancel(std::exchange(check_job_, 0));
  report_.reset();
  check_fault_.reset();
  preparing_ = false;
  ++preparation_;
}

void RunDraft::check() {
  recheck_.stop();
  checked_ = fields_to_json(config().data);
  forgetCheck();
  const RecordsDocument* records = session_.records();
  preparing_ = records && !session_.model().isEmpty();
  if (preparing_) {
    engine::CheckDataJob job{toPath(session_.model()), config().data, records->set().frame(), true};
    background_.run(
        this,
        [job = std::move(job), all = records->set().records()]() mutable {
          job.records.records = all.copy();
          return std::move(job);
        },
        [this, preparation = preparation_](engine::CheckDataJob job) {
          if (preparation != preparation_) return;
          preparing_ = false;
          check_job_ = engine_.submit(std::move(job));
        },
        [this](const ErrorText& error) {
          preparing_ = false;
          Q_EMIT checkFailed(error);
          Q_EMIT checked();
        });
  }
  Q_EMIT checked();
}

bool RunDraft::start() {
  if (starting_ || monitor_.active()) return false;
  RecordsDocument* records = session_.records();
  if (records && !records->settle()) return false;
  if (!faults().empty()) return false;
  config::RunConfig config = this->config();
  const auto begin = [this](config::RunConfig config) {
    starting_ = false;
    monitor_.start({std::move(config), session_.workspaceFolder(), {}, false});
    Q_EMIT started();
  };
  const bool edited = records && records->modified() && config.data.path == records->set().file().string();
  if (!edited) return begin(std::move(config)), true;
  const std::filesystem::path& file = records->set().file();
  const QString stamp = QDateTime::currentDateTimeUtc().toString("yyyyMMdd-hhmmss");
  const std::filesystem::path copy = session_.workspace()->data_folder(file) / (file.stem().string() + "-" + ss(stamp) + ".jsonl");
  config.data.path = copy.string();
  starting_ = true;
  const auto waited = [this, start = ++starts_] { return starting_ && start == starts_; };
  records->save(background_, copy, [begin, config, waited] { if (waited()) begin(config); }, [this, waited](const ErrorText& error) {
    if (waited()) starting_ = false;
    Q_EMIT startFailed(error);
  });
  return true;
}

}  // namespace lathe::ui
