// The wizard without its widgets: the run that is being put together, what is wrong with it, and how it is started.
#pragma once
#include <QObject>
#include <QTimer>
#include <map>

#include "ui/bridge/catalog.h"
#include "ui/bridge/run_monitor.h"
#include "ui/bridge/session.h"

namespace lathe::ui {

class RunDraft : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    Session& session;
    RunMonitor& monitor;
    SettingsStore& settings;
    EngineBridge& engine;
    Background& background;
    const Catalog& catalog;
  };
  explicit RunDraft(Parts parts);

  const config::RunConfig& config() const { return session_.draft(); }
  Json document() const { return config::to_json(config()); }
  // What the run is made from: edited records are learned from a copy beside their journal.
  config::RunConfig runConfig() const;
  // The same with what was typed and cannot be read: what forms show.
  Json typed() const;
  // Takes what can be read; what cannot stays a fault until it is typed anew.
  void setDocument(const Json& document);
  void setMethod(const std::string& id);
  // What is learned: by its id in the catalogue.
  void setObjective(const std::string& id);
  std::string objective() const { return config().objective.value("kind", ""); }
  // Those that the model can learn by.
  std::vector<const engine::CatalogEntry*> objectives() const;
  void setName(const QString& name);
  std::string method() const { return config().peft.value("method", ""); }
  // The chosen method's and the objective's rows first, then the run's own, without what other steps ask.
  std::vector<OptionInfo> settingsRows() const;
  std::vector<OptionInfo> dataRows() const;

  // Everything that keeps the run from starting, each with its remedy; empty: it may start.
  std::vector<Issue> faults() const;
  // What a person reads before starting.
  QStringList sentences() const;

  // Counts of the chosen records under the chosen model; asked again when either changes.
  void check();
  const std::optional<data::AuditReport>& report() const { return report_; }
  bool checking() const { return check_job_ != 0 || preparing_ || recheck_.isActive(); }
  // Why the last check ended without a report.
  const std::optional<engine::JobFinished>& checkFault() const { return check_fault_; }

  // Writes edited records beside their journal and starts; `started` or `failed` follows. False: it may not start.
  bool start();
  // The same run as a file for the command line, with the records that it names; `failed` says what went wrong.
  void saveRun(const std::filesystem::path& target);
  // Edited records are on their way to their copy.
  bool writing() const { return static_cast<bool>(write_failed_); }

 Q_SIGNALS:
  void changed();
  void checked();                        // a report has come, or an error
  void checkFailed(const lathe::ui::ErrorText& error);
  void started();
  void failed(const lathe::ui::ErrorText& error);

 private:
  void followModel();
  void followRecords();
  void followEdit();
  void renewCopy();
  void forgetCheck();
  void outdate();                        // the report is of other records or options than those of now
  bool learnsFromCopy() const;
  void writeRecords(std::function<void(const config::RunConfig&)> then);
  void proposeObjective(config::RunConfig& config) const;
  data::RecordKind recordsKind(const config::DataConfig& config) const;
  void proposeName(config::RunConfig& config) const;
  void proposePrompts(config::RunConfig& config) const;
  void set(config::RunConfig config);
  Json defaultsOf(const std::string& method) const;

  Session& session_;
  RunMonitor& monitor_;
  EngineBridge& engine_;
  Background& background_;
  const Catalog& catalog_;
  mutable std::optional<std::vector<Issue>> config_faults_;   // of the configuration as it is now; each step asks for them
  std::map<std::string, Json> left_methods_;         // what was set for methods that were chosen before
  std::vector<std::pair<Issue, Json>> unread_;       // what was typed into a field and cannot be read
  bool own_ = false;                     // the draft is being changed from here
  std::optional<data::AuditReport> report_;
  QTimer recheck_;                       // records were edited, or data options outside of the wizard
  Json checked_;                         // the data options of the last check
  std::optional<engine::JobFinished> check_fault_;
  quint64 check_job_ = 0;
  int preparation_ = 0;
  bool preparing_ = false;
  std::filesystem::path copy_;           // of the records as they are edited now
  bool copied_ = false;
  int writes_ = 0;
  std::function<void(const ErrorText&)> write_failed_;
  bool own_name_ = false, own_prompts_ = false;      // typed by the person: left alone
};

}  // namespace lathe::ui
