#include "core/train/objectives/instruction.h"

#include "core/base/fields.h"

namespace lathe::train {
namespace {

struct InstructionConfig {
  static constexpr auto fields() { return std::tuple{}; }
};

// Next-token cross-entropy over the answers; everything else of a record is only read.
class Instruction final : public Objective {
 public:
  LossOutput loss(const model::Decoder& decoder, const model::DecoderInputs& inputs, const model::ForwardOptions& options) const override {
    return {decoder.loss_sum(decoder.forward(inputs, options), inputs), inputs.num_targets};
  }
};

std::vector<Issue> check(const Json& options, const std::string& file) {
  Json own = options;
  own.erase("kind");
  InstructionConfig config;
  return fields_from_json(own, config, file, "objective");
}

}  // namespace

ObjectiveSpec instruction_spec() {
  return {.id = "instruction",
          .title = LATHE_TR("Answers to instructions"),
          .help = LATHE_TR("The model learns to give the answers in the records; questions and system texts are read but not learned. For "
                           "assistants, identities, styles and tasks with an expected answer."),
          .options = option_rows<InstructionConfig>("objective"),
          .check = check,
          .make = [](const Json&) -> std::unique_ptr<Objective> { return std::make_unique<Instruction>(); }};
}

}  // namespace lathe::train
