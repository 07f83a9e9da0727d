// Runs one job after the other and hands on every event. Ctrl+C cancels the job that runs; a run of training writes a
// checkpoint first and ends as paused, a second Ctrl+C ends it at once.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "core/engine/engine.h"

namespace lathe::cli {

class EngineSession {
 public:
  EngineSession();
  ~EngineSession();
  // Returns when the job has ended.
  engine::JobFinished run(engine::Job job, const std::function<void(const engine::Event&)>& on_event);
  bool interrupted() const;

 private:
  void follow_interrupts(engine::JobId id, bool can_pause, int& seen);
  std::mutex mutex_;
  std::condition_variable ready_;
  bool waiting_ = false;
  std::unique_ptr<engine::Engine> engine_;       // last: joined before what it wakes is gone
};

inline constexpr int kDone = 0, kFailed = 1, kWrongUsage = 2, kCancelled = 130;

// The exit code of an ended job, after its sentence was printed. A run that a full disk paused has failed here: it waits
// for a person.
class Printer;
int report(Printer& printer, const engine::JobFinished& finished);
// The same of a run of training. One that did not get to its end can be taken up again, which is said; `interrupted`: a
// person paused it, which is cancelling too.
int report_run(Printer& printer, const engine::JobFinished& finished, bool interrupted);

}  // namespace lathe::cli
