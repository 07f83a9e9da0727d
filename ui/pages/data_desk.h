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
  DataDesk(Session& session, EngineBridge& engine, Background& background, const Theme& theme);

  RecordsDocument* document() const { return session_.records(); }
  RecordTableModel& table() { return table_; }
  RecordFilterModel& filter() { return filter_; }
  IssueListModel& issues() { return issues_; }
  bool canCheck() const { return document() && !session_.model().isEmpty(); }
  bool checking() const { return check_job_ != 0 || preparing_; }
  // The last whole-set check no longer fits the records.
  bool stale() const { return stale_; }

  // False with the fault when the expression is not valid. The rows follow once the set has been searched.
  bool search(const QString& text, QString* fault);
  void setProblem(const QString& code);
  void showAll();                        // at once: neither search nor chip
  void check();
  void cancelCheck();
  void showTokens(int row);              // answered by tokensReady; -1: of none

 Q_SIGNALS:
  void filtered();                       // other rows are left by search or chip
  void checkChanged();                   // begun, ended, or grown stale
  void checkProgress(const lathe::engine::Progress& progress);
  void optionsChanged();                 // under which tokens are shown
  void tokensReady(int row, const lathe::engine::ShownRecord& shown, const QString& chat_template, const QString& notice);
  void tokensGone();                     // those that were ready last are of another record, or hold no longer
  void failed(const lathe::ui::ErrorText& error);

 private:
  void follow();                         // another set or model
  void forgetCounts();
  void drop(quint64& job);
  void searchSet();
  void searchAgain();                    // a save has put other records in the place of the same
  void clearFilter();
  void countSoon(int row);
  void countWanted();
  engine::ShowTokensJob jobFor(const std::vector<int>& rows) const;
  void receive(quint64 job, const engine::TokensShown& shown);
  void grewStale();

  Session& session_;
  EngineBridge& engine_;
  Background& background_;
  RecordTableModel table_;
  RecordFilterModel filter_;
  IssueListModel issues_;
  QTimer count_timer_, search_timer_;
  RecordSearch search_;                  // what is asked for
  std::shared_ptr<std::atomic<bool>> searching_;     // set: its answer is not wanted any more
  QSet<int> wanted_;
  std::vector<int> counting_;            // rows of count_job_
  Json options_;                         // of the draft, under which counts hold
  QPersistentModelIndex asked_;          // the record of show_job_, wherever edits move it
  quint64 count_job_ = 0, show_job_ = 0, check_job_ = 0;
  int preparation_ = 0;                  // of a check; counts, so that a cancelled one is not taken
  bool preparing_ = false, stale_ = false, counts_failed_ = false;
};

}  // namespace lathe::ui
