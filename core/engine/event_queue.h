// From engine threads to whoever drains: order kept, none lost, one wake per burst.
#pragma once
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "core/engine/event.h"

namespace lathe::engine {

class EventQueue {
 public:
  explicit EventQueue(std::function<void()> wake) : wake_(std::move(wake)) {}

  void push(Event event) {
    bool was_empty;
    {
      std::lock_guard lock(mutex_);
      was_empty = events_.empty();
      events_.push_back(std::move(event));
    }
    if (was_empty && wake_) wake_();   // outside the lock
  }

  std::vector<Event> drain() {
    std::lock_guard lock(mutex_);
    return std::exchange(events_, {});
  }

 private:
  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<Event> events_;
};

}  // namespace lathe::engine
