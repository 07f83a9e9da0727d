// What is optimised: one file in train/objectives and one line in the registry.
#pragma once
#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "core/base/option_info.h"
#include "core/data/record.h"
#include "core/model/decoder.h"

namespace lathe::train {

struct LossOutput {
  at::Tensor loss_sum;                               // scalar fp32, on the device: sum over the batch's targets
  int64_t targets = 0;
  at::Tensor predicted_M, truth_M;                   // int64 classes, where the objective tells classes apart
};

class Objective {
 public:
  virtual ~Objective() = default;
  // Never shifts: inputs.label_ids_M already are the next tokens.
  virtual LossOutput loss(const model::Decoder& decoder, const model::DecoderInputs& inputs, const model::ForwardOptions& options) const = 0;
};

struct ObjectiveSpec {
  std::string id, title, help;
  std::vector<OptionInfo> options;
  data::RecordKind kind = data::RecordKind::conversation;        // of the records that it learns from
  bool needs_language_head = true;
  std::vector<Issue> (*check)(const Json& options, const std::string& file);
  std::unique_ptr<Objective> (*make)(const Json& options);
};

const std::vector<ObjectiveSpec>& objectives();
const ObjectiveSpec& objective_by_id(const std::string& id);   // throws Error objective.unknown

}  // namespace lathe::train
