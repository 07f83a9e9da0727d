#include "core/engine/engine.h"

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "core/base/stop.h"
#include "core/engine/event_queue.h"
#include "core/engine/jobs.h"
#include "core/engine/outcome.h"
#include "gpu/plugin.h"

namespace lathe::engine {
namespace {

bool needs_device(const Job& job) {
  return std::holds_alternative<TrainJob>(job) || std::holds_alternative<GenerateJob>(job) || std::holds_alternative<LogitsJob>(job) ||
         std::holds_alternative<ClassifyJob>(job);
}

JobFinished dead_engine() {
  return {.result = Result::failed,
          .code = "device.dead",
          .message = phrase(LATHE_TR("The device reported a fault earlier; nothing more can run in this process")),
          .hint = phrase(LATHE_TR("Restart Lathe, then resume from the last checkpoint.")),
          .engine_dead = true};
}

class EngineImpl final : public Engine {
 public:
  EngineImpl(std::function<void()> wake, EngineParts parts)
      : events_(std::move(wake)),
        disk_(parts.disk ? *parts.disk : real_file_system()),
        look_([probe = parts.probe ? std::move(parts.probe) : probe_machine](bool with_cards) {
          Hardware hardware = with_cards ? judge(probe()) : Hardware{};
          describe_host(hardware);
          return hardware;
        }),
        engine_thread_([this](std::stop_token stop) { work_on_device(std::move(stop)); }),
        desk_thread_([this](std::stop_token stop) { work(desk_jobs_, std::move(stop)); }) {}

  ~EngineImpl() override {
    engine_thread_.request_stop();
    desk_thread_.request_stop();
    std::lock_guard lock(mutex_);
    for (const auto& [id, job] : jobs_) job->control.stop.request_stop();
  }

  JobId submit(Job job) override {
    const bool on_device = needs_device(job);
    std::shared_ptr<JobHandle> handle;
    {
      std::lock_guard lock(mutex_);
      handle = std::make_shared<JobHandle>(++last_id_, std::move(job));
      jobs_[handle->id] = handle;
    }
    const JobId id = handle->id;
    (on_device ? device_jobs_ : desk_jobs_).push(std::move(handle));
    return id;
  }

  void cancel(JobId id) override {
    with(id, [](JobHandle& job) { job.control.stop.request_stop(); });
    for (JobQueue* queue : {&device_jobs_, &desk_jobs_})
      if (const auto waiting = queue->remove(id)) finish(*waiting, {.result = Result::cancelled});
  }
  void pause(JobId id) override {
    with(id, [](JobHandle& job) { job.control.pause = true; });
  }
  void stop_and_save(JobId id) override {
    with(id, [](JobHandle& job) { job.control.finish = true; });
  }
  void save_now(JobId id) override {
    with(id, [](JobHandle& job) { job.control.save = true; });
  }
  void ask(JobId run, text::Conversation prompt, GenerateOptions options) override {
    with(run, [&](JobHandle& job) { job.ask({std::move(prompt), options}); });
  }
  std::vector<Event> drain() override { return events_.drain(); }

 private:
  template <class Use>
  void with(JobId id, const Use& use) {
    std::lock_guard lock(mutex_);
    if (const auto found = jobs_.find(id); found != jobs_.end()) use(*found->second);
  }

  void finish(JobHandle& job, JobFinished outcome) {
    {
      std::lock_guard lock(mutex_);
      jobs_.erase(job.id);
    }
    events_.push({job.id, std::move(outcome)});
  }

  // The plugin comes before any question about CUDA: the first one freezes Torch's answer for the process.
  void work_on_device(std::stop_token stop) {
    gpu::load_plugin();
    work(device_jobs_, std::move(stop));
    cache_.drop();
  }

  void work(JobQueue& queue, std::stop_token stop) {
    while (const std::shared_ptr<JobHandle> job = queue.pop(stop)) {
      events_.push({job->id, JobStarted{}});
      JobFinished outcome = run_guarded([&] { return run(*job); });
      if (outcome.engine_dead) dead_ = true;
      finish(*job, std::move(outcome));
    }
  }

  JobFinished run(JobHandle& handle) {
    JobEvents events(events_, handle.id);
    JobContext context{handle, events, disk_, look_};
    throw_if_stopped(context.stop());
    if (dead_ && needs_device(handle.job)) return dead_engine();
    if (const auto* job = std::get_if<TrainJob>(&handle.job)) {
      cache_.drop();                     // the run gets the memory
      return run_train_job(*job, context);
    }
    if (const auto* job = std::get_if<GenerateJob>(&handle.job)) return run_generate_job(*job, context, cache_);
    if (const auto* job = std::get_if<LogitsJob>(&handle.job)) return run_logits_job(*job, context, cache_);
    if (const auto* job = std::get_if<ClassifyJob>(&handle.job)) return run_classify_job(*job, context, cache_);
    if (const auto* job = std::get_if<InspectJob>(&handle.job)) return run_inspect_job(*job, context);
    if (const auto* job = std::get_if<CheckDataJob>(&handle.job)) return run_check_data_job(*job, context);
    if (const auto* job = std::get_if<ShowTokensJob>(&handle.job)) return run_show_tokens_job(*job, context);
    if (const auto* job = std::get_if<ReadTemplateJob>(&handle.job)) return run_read_template_job(*job, context);
    if (const auto* job = std::get_if<PreviewTemplateJob>(&handle.job)) return run_preview_template_job(*job, context);
    if (const auto* job = std::get_if<InspectModelJob>(&handle.job)) return run_inspect_model_job(*job, context);
    events.send(HardwareInspected{look_(true)});
    return {};
  }

  EventQueue events_;
  FileSystem& disk_;
  const std::function<Hardware(bool with_cards)> look_;
  std::mutex mutex_;
  std::map<JobId, std::shared_ptr<JobHandle>> jobs_;   // those that have not finished
  JobId last_id_ = 0;
  JobQueue device_jobs_, desk_jobs_;
  ModelCache cache_;                     // of the engine thread alone
  std::atomic<bool> dead_ = false;
  std::jthread engine_thread_, desk_thread_;           // last: joined before what they use is gone
};

}  // namespace

std::unique_ptr<Engine> make_engine(std::function<void()> wake, EngineParts parts) {
  ::setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", /*overwrite=*/0);   // repeatable products need it before CUDA starts
  return std::make_unique<EngineImpl>(std::move(wake), std::move(parts));
}

}  // namespace lathe::engine
