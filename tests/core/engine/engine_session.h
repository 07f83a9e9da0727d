// An engine under test: events are gathered until a job has finished.
#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>

#include "core/engine/engine.h"

namespace lathe::tests {

class EngineSession {
 public:
  explicit EngineSession(engine::EngineParts parts = {})
      : engine(engine::make_engine([this] { wake(); }, std::move(parts))) {}

  // Waits for the end of `job`, showing every event on the way.
  engine::JobFinished wait_for(engine::JobId job, const std::function<void(const engine::Event&)>& see = {}) {
    while (!finished_.contains(job)) {
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return woken_; });
        woken_ = false;
      }
      for (engine::Event& event : engine->drain()) {
        if (see) see(event);
        if (const auto* end = std::get_if<engine::JobFinished>(&event.body)) finished_[event.job] = *end;
        events.push_back(std::move(event));
      }
    }
    return finished_.at(job);
  }
  engine::JobFinished run(engine::Job job, const std::function<void(const engine::Event&)>& see = {}) { return wait_for(engine->submit(std::move(job)), see); }

  template <class Body>
  std::vector<Body> all(engine::JobId job = 0) const {
    std::vector<Body> out;
    for (const engine::Event& event : events)
      if (const auto* body = std::get_if<Body>(&event.body); body && (job == 0 || event.job == job)) out.push_back(*body);
    return out;
  }

  std::vector<engine::Event> events;

 private:
  void wake() {
    {
      std::lock_guard lock(mutex_);
      woken_ = true;
    }
    changed_.notify_one();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  std::map<engine::JobId, engine::JobFinished> finished_;

 public:
  std::unique_ptr<engine::Engine> engine;   // last: joined before what its threads call is gone
};

}  // namespace lathe::tests
