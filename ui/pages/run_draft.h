// The wizard without its widgets: the run that is being put together, what is wrong with it, and how it is started.
#pragma once
#include <QObject>
#include <QTimer>

#include "ui/bridge/catalog.h"
#include "ui/bridge/run_monitor.h"
#include "ui/bridge/session.h"

namespace lathe::ui {

class RunDraft : public QObject {
  Q_OBJECT
 public:
  RunDraft(Session& session, RunMonitor& monitor, SettingsStore& settings, EngineBridge& engine, const Catalog& catalog);

  const config::RunConfig& config() const { return session_.draft(); }
  Json document() const { return config::to_json(config()); }
  // Takes what can be read; returns what cannot, by field.
  std::vector<Issue> setDocument(const Json& document);
  void setMethod(const std::string& id);
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
  bool checking() const { return check_job_ != 0; }

  // Writes edited records beside their journal and starts. False with the fault when that cannot be done.
  bool start(ErrorText* fault);

 Q_SIGNALS:
  void changed();
  void checked();                        // a report has come, or an error
  void checkFailed(const lathe::ui::ErrorText& error);

 private:
  void followModel();
  void followRecords();
  void proposeName(config::RunConfig& config) const;
  void proposePrompts(config::RunConfig& config) const;
  void set(config::RunConfig config);

  Session& session_;
  RunMonitor& monitor_;
  EngineBridge& engine_;
  const Catalog& catalog_;
  std::optional<data::AuditReport> report_;
  QTimer recheck_;                       // records were edited
  quint64 check_job_ = 0;
  bool own_name_ = false;                // typed by the person: left alone
};

}  // namespace lathe::ui
