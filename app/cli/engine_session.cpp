#include "app/cli/engine_session.h"

#include <chrono>
#include <csignal>

#include "app/cli/printer.h"

namespace lathe::cli {
namespace {

// A signal handler may do no more than set a flag; the session polls it.
volatile std::sig_atomic_t interrupted = 0;
void on_interrupt(int) { interrupted = 1; }

}  // namespace

EngineSession::EngineSession()
    : engine_(engine::make_engine([this] {
        { std::lock_guard lock(mutex_); waiting_ = true; }
        ready_.notify_one();
      })) {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
}

EngineSession::~EngineSession() = default;

engine::JobFinished EngineSession::run(engine::Job job, const std::function<void(const engine::Event&)>& on_event) {
  const engine::JobId id = engine_->submit(std::move(job));
  bool cancelled = false;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      ready_.wait_for(lock, std::chrono::milliseconds(100), [this] { return waiting_; });
      waiting_ = false;
    }
    if (interrupted && !cancelled) {
      engine_->cancel(id);
      cancelled = true;
    }
    std::optional<engine::JobFinished> finished;
    for (const engine::Event& event : engine_->drain()) {
      on_event(event);
      if (event.job == id)
        if (const auto* end = std::get_if<engine::JobFinished>(&event.body)) finished = *end;
    }
    if (finished) return *finished;
  }
}

int report(Printer& printer, const engine::JobFinished& finished) {
  switch (finished.result) {
    case engine::Result::succeeded: return kDone;
    case engine::Result::paused:
      if (!finished.code.empty()) break;         // by itself: the disk refused
      printer.note("Paused.");
      return kDone;
    case engine::Result::cancelled: printer.note("Cancelled."); return kCancelled;
    case engine::Result::failed: break;
  }
  printer.failure(Error(finished.code, finished.message, finished.hint, finished.issues));
  return kFailed;
}

}  // namespace lathe::cli
