// An engine that does what a test tells it: jobs are noted, events are said by hand or by a script.
#pragma once
#include <mutex>

#include "core/engine/engine.h"

namespace lathe::tests {

class FakeEngine final : public engine::Engine {
 public:
  using Script = std::function<void(FakeEngine&, engine::JobId, const engine::Job&)>;

  explicit FakeEngine(std::function<void()> wake, Script script = {}) : wake_(std::move(wake)), script_(std::move(script)) {}

  engine::JobId submit(engine::Job job) override {
    jobs.push_back(std::move(job));
    const engine::JobId id = jobs.size();
    if (script_) script_(*this, id, jobs.back());
    return id;
  }
  void cancel(engine::JobId id) override { cancelled.push_back(id); finish(id, engine::Result::cancelled); }
  void pause(engine::JobId id) override { paused.push_back(id); finish(id, engine::Result::paused); }
  void stop_and_save(engine::JobId id) override { stopped.push_back(id); if (answers_stop) finish(id, engine::Result::succeeded); }
  void save_now(engine::JobId id) override { saved.push_back(id); }
  void ask(engine::JobId run, text::Conversation prompt, engine::GenerateOptions) override { asked.emplace_back(run, std::move(prompt)); }
  std::vector<engine::Event> drain() override {
    std::lock_guard lock(mutex_);
    ++drains;
    return std::exchange(events_, {});
  }

  // May be called from any thread.
  void say(engine::JobId job, engine::EventBody body) {
    bool was_empty = false;
    {
      std::lock_guard lock(mutex_);
      was_empty = events_.empty();
      events_.push_back({job, std::move(body)});
    }
    if (was_empty) ++wakes, wake_();
  }
  void finish(engine::JobId job, engine::Result result, const std::string& path = {}) {
    engine::JobFinished outcome;
    outcome.result = result;
    outcome.path = path;
    say(job, outcome);
  }

  std::vector<engine::Job> jobs;         // id is the place, from 1
  std::vector<engine::JobId> cancelled, paused, stopped, saved;
  std::vector<std::pair<engine::JobId, text::Conversation>> asked;
  bool answers_stop = true;
  int wakes = 0, drains = 0;

 private:
  std::function<void()> wake_;
  Script script_;
  std::mutex mutex_;
  std::vector<engine::Event> events_;
};

}  // namespace lathe::tests
