#include "core/train/objectives/classification.h"

#include <ATen/ATen.h>

#include "core/base/fields.h"

namespace lathe::train {
namespace {

struct ClassificationConfig {
  static constexpr auto fields() { return std::tuple{}; }
};

// One label a text, told from the text's last token (decoders) or its first (encoders with a pooler).
class Classification final : public Objective {
 public:
  LossOutput loss(const model::Decoder& decoder, const model::DecoderInputs& inputs, const model::ForwardOptions& options) const override {
    const at::Tensor scores_ML = decoder.class_logits(decoder.forward(inputs, options), inputs, options);
    return {at::cross_entropy_loss(scores_ML, inputs.classes_M, {}, at::Reduction::Sum), inputs.num_targets, scores_ML.detach().argmax(1), inputs.classes_M};
  }
};

std::vector<Issue> check(const Json& options, const std::string& file) {
  Json own = options;
  own.erase("kind");
  ClassificationConfig config;
  return fields_from_json(own, config, file, "objective");
}

}  // namespace

ObjectiveSpec classification_spec() {
  return {.id = "classification",
          .title = LATHE_TR("Labels of texts (classification)"),
          .help = LATHE_TR("The model learns which of several labels a text has. For sorting messages, moods and topics; cheaper and surer than writing the label."),
          .options = option_rows<ClassificationConfig>("objective"),
          .kind = data::RecordKind::classification,
          .needs_language_head = false,
          .check = check,
          .make = [](const Json&) -> std::unique_ptr<Objective> { return std::make_unique<Classification>(); }};
}

}  // namespace lathe::train
