#include "core/train/pipeline.h"

namespace lathe::train {

StepBatches batches_of(int64_t step, const std::vector<data::Sample>& samples, data::StepPlan& plan, const data::PackOptions& options) {
  std::vector<const data::Sample*> chosen;
  for (const int64_t index : plan.samples_of(step)) chosen.push_back(&samples[static_cast<size_t>(index)]);
  StepBatches out{.step = step, .batches = data::pack(chosen, options)};
  for (const data::Batch& batch : out.batches) {
    out.tokens += batch.num_tokens();
    out.targets += batch.num_targets;
  }
  for (const data::Sample* sample : chosen) {
    out.records.push_back(sample->record);
    out.lines.push_back(sample->line);
  }
  return out;
}

Pipeline::Pipeline(PipelineSource source)
    : source_(std::move(source)), thread_([this](std::stop_token stop) { work(std::move(stop)); }) {}

Pipeline::~Pipeline() = default;

void Pipeline::work(std::stop_token stop) {
  try {
    for (int64_t step = source_.first_step; step < source_.total_steps; ++step) {
      StepBatches made = batches_of(step, *source_.samples, source_.plan, source_.pack);
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return ready_.size() < kAhead; })) return;
      ready_.push_back(std::move(made));
      changed_.notify_all();
    }
  } catch (...) {
    std::lock_guard lock(mutex_);
    fault_ = std::current_exception();
    changed_.notify_all();
  }
}

StepBatches Pipeline::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !ready_.empty() || fault_; });
  if (ready_.empty()) std::rethrow_exception(fault_);
  StepBatches out = std::move(ready_.front());
  ready_.pop_front();
  changed_.notify_all();
  return out;
}

}  // namespace lathe::train
