// Packs the batches of coming steps ahead of the trainer, on a thread of its own with a bounded queue. What a step
// holds depends on its number alone, so the thread never shows in a result.
#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "core/data/packer.h"

namespace lathe::train {

struct StepBatches {
  int64_t step = 0;                      // from 0
  std::vector<data::Batch> batches;
  int64_t tokens = 0, targets = 0;       // of the whole step, known before its first forward
  std::vector<int64_t> records, lines;   // for naming a step that is not finite
};

StepBatches batches_of(int64_t step, const std::vector<data::Sample>& samples, data::StepPlan& plan, const data::PackOptions& options);

struct PipelineSource {
  const std::vector<data::Sample>* samples = nullptr;    // outlives the pipeline
  data::StepPlan plan;
  data::PackOptions pack;
  int64_t first_step = 0, total_steps = 0;
};

class Pipeline {
 public:
  explicit Pipeline(PipelineSource source);
  ~Pipeline();
  StepBatches next();                    // in order of steps; throws what packing threw

 private:
  static constexpr size_t kAhead = 4;
  void work(std::stop_token stop);
  PipelineSource source_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<StepBatches> ready_;
  std::exception_ptr fault_;
  std::jthread thread_;                  // last: joined before what it uses is gone
};

}  // namespace lathe::train
