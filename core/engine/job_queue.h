// Jobs that wait for one thread, first in first out.
#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/engine/job.h"
#include "core/train/run_control.h"

namespace lathe::engine {

struct Question {
  text::Conversation prompt;
  GenerateOptions options;
};

// What may be said to a job while it waits or runs. Shared between the threads that say it and the one that works:
// either may let go of it last.
class JobHandle {
 public:
  JobHandle(JobId id, Job job) : id(id), job(std::move(job)) {}
  const JobId id;
  Job job;
  train::RunControl control;

  void ask(Question question);
  std::vector<Question> take_questions();

 private:
  std::mutex mutex_;
  std::vector<Question> questions_;
};

class JobQueue {
 public:
  void push(std::shared_ptr<JobHandle> job);
  // Waits; null once `stop` is requested.
  std::shared_ptr<JobHandle> pop(std::stop_token stop);
  // Takes a waiting job out; null when it does not wait here.
  std::shared_ptr<JobHandle> remove(JobId id);

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::shared_ptr<JobHandle>> waiting_;
};

}  // namespace lathe::engine
