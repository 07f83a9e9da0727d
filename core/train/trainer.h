// The loop: steps, evaluations, samples, checkpoints and obedience. It knows neither method nor objective by name.
#pragma once
#include <chrono>
#include <deque>
#include <filesystem>

#include "core/peft/method.h"
#include "core/runs/run_folder.h"
#include "core/train/checkpointer.h"
#include "core/train/evaluator.h"
#include "core/train/pipeline.h"
#include "core/train/prepared_data.h"
#include "core/train/run_control.h"
#include "core/train/run_plan.h"
#include "core/train/step_results.h"

namespace lathe::train {

enum class RunEnd { finished, stopped, paused };

// What the loop works with; all of it outlives the trainer.
struct TrainerParts {
  const config::RunConfig& config;
  const RunPlan& plan;
  double learning_rate = 0;
  model::LoadedModel& model;
  peft::Tuning& tuning;
  const Objective& objective;
  const PreparedData& data;
  ParameterArena& arena;
  AdamW& optimizer;
  FileSystem& disk;
  std::filesystem::path folder;
  runs::RunLog& log;
  RunObserver& observer;
  RunControl& control;
};

data::PackOptions pack_options(const config::RunConfig& config, const model::Attachments& attachments);

class Trainer {
 public:
  Trainer(TrainerParts parts, Progressed from);
  // Throws Cancelled, Error disk.*, Error train.not_finite; the last checkpoint stands then.
  RunEnd run();
  const Progressed& progressed() const { return progressed_; }

 private:
  struct Unread {
    runs::StepMetrics metrics;           // what is known before the device has answered
    std::vector<int64_t> records, lines;
  };
  using Clock = std::chrono::steady_clock;

  void take_step(Pipeline& pipeline);
  void collect(bool all);                // what has arrived: to disk, then to the observer
  void report(const StepResult& result, double seconds);
  void say(const Phrase& line);          // to log.txt, then to the observer
  void evaluate();
  void sample();
  void checkpoint();
  void finish();
  std::optional<RunEnd> obey();
  void tell_progress();
  LiveModel live() const;

  TrainerParts p_;
  Progressed progressed_;
  const int64_t first_step_;
  Evaluator evaluator_;
  StepResults results_;
  std::deque<Unread> unread_;
  int64_t evaluated_at_ = -1;
  Clock::time_point began_, mark_;       // of the run; of the last step's end
};

}  // namespace lathe::train
