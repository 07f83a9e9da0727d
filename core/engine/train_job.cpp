#include <c10/util/Exception.h>

#include "core/engine/answering.h"
#include "core/engine/jobs.h"
#include "core/engine/outcome.h"
#include "core/runs/run_folder.h"
#include "core/train/fault.h"
#include "core/train/memory.h"
#include "core/train/train_run.h"

namespace lathe::engine {
namespace {

class Observer final : public train::RunObserver {
 public:
  explicit Observer(JobContext& context) : context_(context) {}
  std::string folder;                    // once there is one

  void data_checked(const data::AuditReport& report) override { context_.events.send(DataChecked{report}); }
  void opened(const train::OpenedRun& run) override {
    folder = run.folder;
    context_.events.send(RunOpened{run.folder, run.total_steps, run.first_step, run.trainable_parameters, run.all_parameters, run.device});
  }
  void stepped(const runs::StepMetrics& metrics) override { context_.events.send(metrics); }
  void evaluated(const runs::EvalMetrics& metrics) override { context_.events.send(metrics); }
  void sampled(const runs::SampleText& sample) override { context_.events.send(sample); }
  void saved(const runs::CheckpointSaved& saved) override { context_.events.send(saved); }
  void stage(const train::Stage& stage) override { context_.events.progress({stage.name, stage.done, stage.total, stage.seconds_left}); }
  void log(const Phrase& line) override { context_.events.log(line); }

  void between_steps(const train::LiveModel& live) override {
    for (const Question& question : context_.handle.take_questions()) {
      const int64_t number = asked_++;
      try {
        answer_all({live.decoder, live.attachments, live.tokenizer},
                   {{.number = number, .side = Side::after, .prompt = question.prompt, .chat_template = &live.chat_template,
                     .options = question.options, .speaker = live.name, .weights_hash = live.weights_hash()}},
                   context_.events, context_.stop());
      } catch (const Error&) {           // a bad question must not end the run, nor one too many for the memory
        refuse(number);
      } catch (const c10::OutOfMemoryError&) {
        train::release_memory(live.decoder.device());
        refuse(number);
      }
    }
  }

 private:
  void refuse(int64_t number) {
    train::Fault fault = train::describe_fault(std::current_exception());
    context_.events.log(fault.message);
    context_.events.send(AnswerFailed{number, std::move(fault.code), std::move(fault.message), std::move(fault.hint)});
  }

  JobContext& context_;
  int64_t asked_ = 0;
};

config::RunConfig config_of(const TrainJob& job) { return job.resume ? runs::read_run_record(job.run_folder).config : job.config; }

struct Training {
  const TrainJob& job;
  config::RunConfig config;
  DeviceChoice device;
};

train::TrainOutcome train_on(const Training& training, JobContext& context, Observer& observer) {
  const auto& [job, config, choice] = training;
  const train::TrainRequest request{.config = config,
                                    .workspace = job.workspace,
                                    .run_folder = job.run_folder,
                                    .resume = job.resume,
                                    .choose_prompts = job.choose_prompts,
                                    .device = choice.device,
                                    .compute_dtype = compute_dtype(config.model, choice.device),
                                    .device_name = choice.name,
                                    .disk = context.disk};
  return train::train(request, context.handle.control, observer);
}

}  // namespace

JobFinished run_train_job(const TrainJob& job, JobContext& context) {
  config::RunConfig config = config_of(job);
  const DeviceChoice choice = take_device(config.device, context);
  train::reset_peak(choice.device);
  Observer observer(context);
  JobFinished out;
  try {
    train::TrainOutcome outcome = train_on({job, std::move(config), choice}, context, observer);
    out = {.result = outcome.end == train::RunEnd::paused ? Result::paused : Result::succeeded,
           .code = std::move(outcome.code),
           .message = std::move(outcome.message),
           .hint = std::move(outcome.hint)};
    if (out.result == Result::paused) context.events.send(Paused{outcome.step});
  } catch (...) {
    out = finished_by(std::current_exception());
  }
  out.path = observer.folder;
  train::release_memory(choice.device);
  return out;
}

}  // namespace lathe::engine
