#include "core/engine/job_queue.h"

#include <algorithm>
#include <utility>

namespace lathe::engine {

void JobHandle::ask(Question question) {
  std::lock_guard lock(mutex_);
  questions_.push_back(std::move(question));
}

std::vector<Question> JobHandle::take_questions() {
  std::lock_guard lock(mutex_);
  return std::exchange(questions_, {});
}

void JobQueue::push(std::shared_ptr<JobHandle> job) {
  {
    std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
}

std::shared_ptr<JobHandle> JobQueue::pop(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait(lock, stop, [this] { return !waiting_.empty(); }) || stop.stop_requested()) return nullptr;
  std::shared_ptr<JobHandle> job = std::move(waiting_.front());
  waiting_.pop_front();
  return job;
}

std::shared_ptr<JobHandle> JobQueue::remove(JobId id) {
  std::lock_guard lock(mutex_);
  const auto found = std::find_if(waiting_.begin(), waiting_.end(), [id](const auto& job) { return job->id == id; });
  if (found == waiting_.end()) return nullptr;
  std::shared_ptr<JobHandle> job = *found;
  waiting_.erase(found);
  return job;
}

}  // namespace lathe::engine
