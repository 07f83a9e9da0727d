// What a run reports, as plain data. metrics.jsonl, events, charts and TensorBoard all hold these.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace lathe::runs {

struct StepMetrics {
  int64_t step = 0;                      // optimizer steps done, from 1
  double epoch = 0;                      // passes over the records so far
  double loss = 0;                       // mean over the step's learned tokens
  double learning_rate = 0;
  double grad_norm = 0;                  // before clipping
  int64_t tokens = 0, learned_tokens = 0;
  double seconds = 0;                    // of this step
  int64_t memory_bytes = 0;              // peak of the device's allocator, or of the process on the CPU
  bool skipped = false;                  // not finite: no weight changed
  std::vector<int64_t> records;          // named only when skipped
};

struct EvalMetrics {
  int64_t step = 0;
  double loss = 0;                       // mean over learned tokens of the held-out records
  double perplexity = 0;
  int64_t learned_tokens = 0;
  double seconds = 0;
  bool best = false;                     // the lowest so far
  std::optional<double> accuracy, macro_f1;          // 0 to 1, of classification
};

struct SampleText {
  int64_t step = 0;
  std::string prompt, answer;
};

struct CheckpointSaved {
  int64_t step = 0;
  std::string path;                      // folder
  double seconds = 0;
};

Json to_json(const StepMetrics& metrics);
Json to_json(const EvalMetrics& metrics);
Json to_json(const SampleText& sample);
Json to_json(const CheckpointSaved& saved);
StepMetrics step_metrics_from_json(const Json& json);
EvalMetrics eval_metrics_from_json(const Json& json);
SampleText sample_text_from_json(const Json& json);
CheckpointSaved checkpoint_saved_from_json(const Json& json);

}  // namespace lathe::runs
