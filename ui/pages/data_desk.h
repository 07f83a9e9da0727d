// The data page without its widgets: rows, search, counts and checks. What needs the tokenizer runs on the engine's
// desk thread, also while a run trains.
#pragma once
#include <QObject>
#include <QSet>
#include <QTimer>

#include "ui/bridge/session.h"
#include "ui/models/issue_list_model.h"
#include "ui/models/record_filter_model.h"
#include "ui/models/record_table_model.h"

namespace lathe::ui {

class DataDesk : public QObject {
  Q_OBJECT
 public:
  DataDesk(Session& session, EngineBridge& engine, const Theme& theme);

  RecordsDocument* document() const { return session_.records(); }
  RecordTableModel& table() { return table_; }
  RecordFilterModel& filter() { return filter_; }
  IssueListModel& issues() { return issues_; }
  bool canCheck() const { return document() && !session_.model().isEmpty(); }
  bool checking() const { return check_job_ != 0; }
  // The last whole-set check no longer fits the records.
  bool stale() const { return stale_; }

  void check();
  void showTokens(int row);              // answered by tokensReady

 Q_SIGNALS:
  void checkChanged();                   // begun, ended, or grown stale
  void checkProgress(qint64 done, qint64 total);
  void tokensReady(int row, const lathe::engine::ShownRecord& shown, const QString& chat_template, const QString& notice);
  void failed(const lathe::ui::ErrorText& error);

 private:
  void follow();                         // another set or model
  void forgetCounts();
  void countSoon(int row);
  void countWanted();
  engine::ShowTokensJob jobFor(const std::vector<int>& rows) const;
  void receive(quint64 job, const engine::TokensShown& shown);
  void grewStale();

  Session& session_;
  EngineBridge& engine_;
  RecordTableModel table_;
  RecordFilterModel filter_;
  IssueListModel issues_;
  QTimer count_timer_;
  QSet<int> wanted_;
  std::vector<int> counting_;            // rows of count_job_
  Json options_;                         // of the draft, under which counts hold
  int shown_row_ = -1;
  quint64 count_job_ = 0, show_job_ = 0, check_job_ = 0;
  bool stale_ = false, counts_failed_ = false;
};

}  // namespace lathe::ui
