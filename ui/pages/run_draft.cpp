#include "ui/pages/run_draft.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QScopedValueRollback>
#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/base/utf8.h"
#include "ui/bridge/text.h"
#include "ui/forms/option_text.h"

namespace lathe::ui {
namespace {

constexpr size_t kPromptsProposed = 2;
constexpr size_t kLongestName = 60;      // bytes
constexpr int kCheckDelayMs = 800;       // after the last edit

void choose(config::RunConfig& config, const engine::CatalogEntry& objective) {
  config.objective = {{"kind", objective.id}};
  for (const OptionInfo& option : objective.options) config.objective[option.key] = option.default_value;
}

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
    config_faults_.reset();
    if (!own_) {                         // another recipe, or another page chose a template or a device
      if (fields_to_json(this->config().data) != checked_) outdate();
    }
    Q_EMIT changed();
  });
  connect(&session, &Session::demoOpened, this, [this] {
    own_name_ = own_prompts_ = false;    // a recipe has its own
    unread_.clear();
    left_methods_.clear();
    Q_EMIT changed();
  });
  connect(&session, &Session::closeAsked, this, [this] {
    if (const auto failed = std::exchange(write_failed_, {})) failed({tr("The run was not started: the window is to be closed."), tr("Start it again when you are back."), {}, {}});
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
  config::RunConfig config = this->config();
  const bool other = config.model.path != ss(session_.model());
  config.model.path = ss(session_.model());
  proposeObjective(config);
  if (!other && config.objective == this->config().objective) return Q_EMIT changed();
  set(std::move(config));
  if (other) check();
}

void RunDraft::followRecords() {
  if (const auto failed = std::exchange(write_failed_, {})) failed({tr("Other records were opened before the edited ones were written."), tr("Start or save the run again."), {}, {}});
  const RecordsDocument* records = session_.records();
  if (!records) return;
  connect(records, &RecordsDocument::inserted, this, &RunDraft::followEdit);
  connect(records, &RecordsDocument::removed, this, &RunDraft::followEdit);
  connect(records, &RecordsDocument::replaced, this, &RunDraft::followEdit);
  renewCopy();
  config::RunConfig config = this->config();
  const std::string path = records->set().file().string();
  if (config.data.path != path) config.data.eval_path.clear();             // it belonged to the former records
  config.data.path = path;
  config.data.format = records->set().format().id;
  proposeName(config);
  proposePrompts(config);
  proposeObjective(config);
  set(std::move(config));
  check();
}

void RunDraft::followEdit() {
  renewCopy();
  outdate();
  Q_EMIT changed();
}

// Each state of the records has a copy of its own: an earlier run may still be taken up from its own.
void RunDraft::renewCopy() {
  const std::filesystem::path& file = session_.records()->set().file();
  const QString stamp = QDateTime::currentDateTimeUtc().toString("yyyyMMdd-hhmmss-zzz");
  copy_ = session_.workspace()->data_folder(file) / (file.stem().string() + "-" + ss(stamp) + ".jsonl");
  copied_ = false;
}

void RunDraft::outdate() {
  forgetCheck();
  recheck_.start();
  Q_EMIT checked();
}

void RunDraft::forgetCheck() {
  if (check_job_) engine_.cancel(std::exchange(check_job_, 0));
  report_.reset();
  check_fault_.reset();
  preparing_ = false;
  ++preparation_;
}

void RunDraft::proposeName(config::RunConfig& config) const {
  if (own_name_) return;
  config.name = folderName(std::filesystem::path(config.data.path).stem().string() + "-" + config.peft.value("method", "run"));
}

// The first questions of the set, so that a person reads during training what will be asked of the model.
void RunDraft::proposePrompts(config::RunConfig& config) const {
  if (own_prompts_) return;
  config.samples.prompts.clear();
  const RecordsDocument* records = session_.records();
  const int stride = std::max(1, records->size() / static_cast<int>(kPromptsProposed));
  for (int row = 0; row < records->size() && config.samples.prompts.size() < kPromptsProposed; row += stride)
    if (std::string question = firstQuestion(records->set(), row); !question.empty()) config.samples.prompts.push_back(std::move(question));
}

void RunDraft::setDocument(const Json& document) {
  config::RunConfig config = this->config();
  const Json before = fields_to_json(config.data);
  const std::vector<std::string> prompts = config.samples.prompts;
  Json typed = document;
  typed.erase("schema_version");
  if (typed.contains("peft")) config.peft = typed["peft"];
  if (typed.contains("objective")) config.objective = typed["objective"];
  typed.erase("peft");
  typed.erase("objective");
  unread_.clear();
  for (Issue& fault : fields_from_json(typed, config, ""))
    if (const auto place = fieldPlace(fault.field); document.contains(place)) unread_.emplace_back(std::move(fault), document[place]);
  if (config.samples.prompts != prompts) own_prompts_ = !config.samples.prompts.empty();
  const bool data_changed = before != fields_to_json(config.data);
  set(std::move(config));
  if (data_changed) outdate();
}

void RunDraft::setMethod(const std::string& id) {
  if (id == method()) return;
  config::RunConfig config = this->config();
  left_methods_[method()] = config.peft;
  if (const auto left = left_methods_.find(id); left != left_methods_.end()) config.peft = left->second;
  else config.peft = defaultsOf(id);
  proposeName(config);
  set(std::move(config));
}

Json RunDraft::defaultsOf(const std::string& method) const {
  Json out = {{"method", method}};
  if (const engine::CatalogEntry* entry = catalog_.method(method))
    for (const OptionInfo& option : entry->options) out[option.key] = option.default_value;
  return out;
}

void RunDraft::setObjective(const std::string& id) {
  if (id == objective()) return;
  config::RunConfig config = this->config();
  choose(config, *catalog_.objective(id));
  set(std::move(config));
}

std::vector<const engine::CatalogEntry*> RunDraft::objectives() const {
  const auto& info = session_.modelInfo();
  std::vector<const engine::CatalogEntry*> out;
  for (const engine::CatalogEntry& entry : catalog_.objectives)
    if (!info || info->writes || !entry.needs_language_head) out.push_back(&entry);
  return out;
}

data::RecordKind RunDraft::recordsKind(const config::DataConfig& config) const {
  for (const data::FormatSpec& format : data::formats())
    if (format.id == config.format) return format.kind;
  return session_.records()->set().format().kind;
}

// Labelled texts are learned as labels without being told; what fits already stays.
void RunDraft::proposeObjective(config::RunConfig& config) const {
  const engine::CatalogEntry* fitting = nullptr;
  for (const engine::CatalogEntry* entry : objectives()) {
    if (session_.records() && entry->records != recordsKind(config.data)) continue;
    if (entry->id == config.objective.value("kind", "")) return;
    if (!fitting) fitting = entry;
  }
  if (fitting) choose(config, *fitting);
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
  if (const engine::CatalogEntry* entry = catalog_.objective(objective()))
    for (OptionInfo& row : under("objective", entry->options)) rows.push_back(std::move(row));
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
        [this, preparation = preparation_](const ErrorText& error) {
          if (preparation != preparation_) return;
          preparing_ = false;
          Q_EMIT checkFailed(error);
          Q_EMIT checked();
        });
  }
  Q_EMIT checked();
}

bool RunDraft::learnsFromCopy() const {
  const RecordsDocument* records = session_.records();
  return records && records->modified() && config().data.path == records->set().file().string();
}

config::RunConfig RunDraft::runConfig() const {
  config::RunConfig config = this->config();
  if (learnsFromCopy()) config.data.path = copy_.string();
  return config;
}

bool RunDraft::start() {
  if (writing() || monitor_.active()) return false;
  if (RecordsDocument* records = session_.records(); records && !records->settle()) return false;
  if (!faults().empty()) return false;
  writeRecords([this](const config::RunConfig& config) {
    if (monitor_.active()) return Q_EMIT failed({tr("Another run was started before this one could be."), tr("Start it again when that run has ended."), {}, {}});
    monitor_.start({config, session_.workspaceFolder(), {}, false});
    Q_EMIT started();
  });
  return true;
}

void RunDraft::saveRun(const std::filesystem::path& target) {
  if (writing()) return;
  if (RecordsDocument* records = session_.records(); records && !records->settle()) return;
  writeRecords([this, target](const config::RunConfig& config) {
    const std::string text = config::to_json(config).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";    // a file's name may be no UTF-8
    background_.run(
        this, [target, text] { return write_file_atomically(real_file_system(), target, text), true; }, [](bool) {},
        [this](const ErrorText& error) { Q_EMIT failed(error); });
  });
}

void RunDraft::writeRecords(std::function<void(const config::RunConfig&)> then) {
  std::error_code unreadable;
  if (!learnsFromCopy() || (copied_ && std::filesystem::exists(copy_, unreadable))) return then(runConfig());
  write_failed_ = [this](const ErrorText& error) {
    Q_EMIT changed();
    Q_EMIT failed(error);
  };
  Q_EMIT changed();
  const int write = ++writes_;           // other records may be opened, and edited, before this one is done
  session_.records()->save(
      background_, copy_,
      [this, then = std::move(then), config = runConfig(), write] {
        if (!writing() || write != writes_) return;
        copied_ = true;
        write_failed_ = {};
        Q_EMIT changed();
        then(config);
      },
      [this, write](const ErrorText& error) {
        if (write != writes_) return;
        if (const auto failed = std::exchange(write_failed_, {})) failed(error);
      });
}

}  // namespace lathe::ui
