#include "app/cli/engine_session.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <variant>

#include "app/cli/printer.h"
#include "app/cli/program_path.h"

namespace lathe::cli {
namespace {

// A signal handler may do no more than set a flag; the session polls it.
volatile std::sig_atomic_t interrupted = 0;
void on_interrupt(int) { interrupted = interrupted + 1; }

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

bool EngineSession::interrupted() const { return ::lathe::cli::interrupted > 0; }

void EngineSession::follow_interrupts(engine::JobId id, bool can_pause, int& seen) {
  const int now = ::lathe::cli::interrupted;
  if (now == seen) return;
  if (can_pause && seen == 0 && now == 1) {
    std::fputs("\nStopping: a checkpoint is written first. Ctrl+C again stops at once.\n", stderr);
    engine_->pause(id);
  } else {
    engine_->cancel(id);
  }
  seen = now;
}

engine::JobFinished EngineSession::run(engine::Job job, const std::function<void(const engine::Event&)>& on_event) {
  const bool can_pause = std::holds_alternative<engine::TrainJob>(job);
  const engine::JobId id = engine_->submit(std::move(job));
  int seen = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      ready_.wait_for(lock, std::chrono::milliseconds(100), [this] { return waiting_; });
      waiting_ = false;
    }
    follow_interrupts(id, can_pause, seen);
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
      printer.note(finished.message.empty() ? "Paused." : finished.message.str() + ".");
      return kDone;
    case engine::Result::cancelled: printer.note("Cancelled."); return kCancelled;
    case engine::Result::failed: break;
  }
  printer.failure(Error(finished.code, finished.message, finished.hint, finished.issues));
  return kFailed;
}

int report_run(Printer& printer, const engine::JobFinished& finished, bool interrupted) {
  const int code = report(printer, finished);
  if (finished.result == engine::Result::succeeded || finished.result == engine::Result::failed) return code;
  if (!finished.path.empty()) printer.note("Take it up again with: " + command_path("lathe") + " train --resume " + finished.path);
  return code == kDone && interrupted ? kCancelled : code;
}

}  // namespace lathe::cli
