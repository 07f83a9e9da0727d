// The work of each kind of job; every failure is thrown.
#pragma once
#include "core/base/file_system.h"
#include "core/engine/device_choice.h"
#include "core/engine/job_events.h"
#include "core/engine/job_queue.h"
#include "core/engine/model_cache.h"

namespace lathe::engine {

struct JobContext {
  JobHandle& handle;
  JobEvents& events;
  FileSystem& disk;
  const std::function<Hardware(bool with_cards)>& look_at_hardware;

  std::stop_token stop() const { return handle.control.stop.get_token(); }
};

// The device that a job works on, its threads set; says why it is not the wanted one. For `cpu` no card is asked.
DeviceChoice take_device(const config::DeviceConfig& wanted, JobContext& context);

JobFinished run_train_job(const TrainJob& job, JobContext& context);
JobFinished run_generate_job(const GenerateJob& job, JobContext& context, ModelCache& cache);
JobFinished run_logits_job(const LogitsJob& job, JobContext& context, ModelCache& cache);
JobFinished run_check_data_job(const CheckDataJob& job, JobContext& context);
JobFinished run_show_tokens_job(const ShowTokensJob& job, JobContext& context);
JobFinished run_classify_job(const ClassifyJob& job, JobContext& context, ModelCache& cache);
JobFinished run_inspect_job(const InspectJob& job, JobContext& context);
JobFinished run_read_template_job(const ReadTemplateJob& job, JobContext& context);
JobFinished run_preview_template_job(const PreviewTemplateJob& job, JobContext& context);
JobFinished run_inspect_model_job(const InspectModelJob& job, JobContext& context);

}  // namespace lathe::engine
