// The workspace's runs, newest first, read from disk once for everybody who shows them.
#pragma once
#include <QObject>
#include <memory>

#include "ui/bridge/run_monitor.h"
#include "ui/bridge/session.h"

namespace lathe::ui {

struct ShelvedRun {
  runs::RunSummary summary;
  bool best = false, final = false;      // results that are there
  bool whole_model = false;              // the result is a model folder, not an adapter
  bool hasResult() const { return best || final; }
};
struct RunList {
  std::vector<ShelvedRun> runs;
  std::vector<Issue> faults;             // of folders that cannot be read
};

class RunShelf : public QObject {
  Q_OBJECT
 public:
  RunShelf(Session& session, RunMonitor& monitor, Background& background);
  // Looks again; once for many wishes.
  void refresh();
  const RunList& list() const { return list_; }

 Q_SIGNALS:
  void changed();
  void failed(const lathe::ui::ErrorText& error);

 private:
  Session& session_;
  Background& background_;
  RunList list_;
  bool reading_ = false, again_ = false;
};

// An adapter names itself; anything else is loaded as a model. Off the window's thread.
bool isWholeModel(const std::filesystem::path& tuned);

}  // namespace lathe::ui
