// How the work of one job speaks to whoever drains the engine.
#pragma once
#include <chrono>

#include "core/engine/event_queue.h"

namespace lathe::engine {

class JobEvents {
 public:
  JobEvents(EventQueue& queue, JobId id) : queue_(queue), id_(id) {}
  void send(EventBody body) { queue_.push({id_, std::move(body)}); }
  void log(Phrase text) { send(LogLine{std::move(text)}); }
  // At most ten a second; the first and the last of a stage always.
  void progress(Progress progress);

 private:
  EventQueue& queue_;
  JobId id_;
  std::string stage_;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace lathe::engine
