// What a run tells while it goes on. Metrics are on disk before they are told.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "core/data/audit.h"
#include "core/runs/metrics.h"
#include "core/text/chat_template.h"

namespace lathe::model {
class Decoder;
struct Attachments;
}

namespace lathe::train {

struct OpenedRun {
  std::string folder, device;
  int64_t total_steps = 0, first_step = 0;
  int64_t trainable_parameters = 0, all_parameters = 0;
};

struct Stage {
  Phrase name;
  int64_t done = 0, total = 0;
  std::optional<double> seconds_left;
};

// The model between two steps: it may be asked, and is as it was afterwards.
struct LiveModel {
  const model::Decoder& decoder;
  const model::Attachments* attachments;
  const text::Tokenizer& tokenizer;
  const text::ChatTemplate& chat_template;
  std::string name;
  std::function<std::string()> weights_hash;
};

class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void data_checked(const data::AuditReport& report) = 0;
  virtual void opened(const OpenedRun& run) = 0;
  virtual void stepped(const runs::StepMetrics& metrics) = 0;
  virtual void evaluated(const runs::EvalMetrics& metrics) = 0;
  virtual void sampled(const runs::SampleText& sample) = 0;
  virtual void saved(const runs::CheckpointSaved& saved) = 0;
  virtual void stage(const Stage& stage) = 0;
  virtual void log(const Phrase& line) = 0;
  virtual void between_steps(const LiveModel& model) = 0;
};

}  // namespace lathe::train
