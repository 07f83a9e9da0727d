#include <ATen/ATen.h>

#include "core/peft/methods.h"

namespace lathe::peft {
namespace {

struct FullConfig {
  static constexpr auto fields() { return std::tuple{}; }
};

class Full final : public Tuning {
 public:
  explicit Full(model::LoadedModel& model) : model_(model) {}

  std::vector<Trainable> trainables() override {
    std::vector<Trainable> out;
    for (const model::Parameter& parameter : model_.decoder->parameters())
      out.push_back({parameter.name, parameter.tensor->detach(), parameter.decay,
                     [slot = parameter.tensor](const at::Tensor& view) { *slot = view; }});
    return out;
  }
  const model::Attachments& attachments() const override { return none_; }
  bool changes_base() const override { return true; }
  void save(FileSystem& disk, const std::filesystem::path& folder) const override { model::save_model(disk, model_, folder, saved_type()); }
  std::string fingerprint() const override { return model::saved_fingerprint(model_, saved_type()); }

 private:
  // As it was stored: fp32 stays fp32, everything of 16 bits becomes bf16.
  std::string saved_type() const { return model_.decoder->config().stored_dtype == "F32" ? "F32" : "BF16"; }
  model::LoadedModel& model_;
  model::Attachments none_;
};

}  // namespace

MethodSpec full_spec() {
  return {.id = "full",
          .title = LATHE_TR("Everything (full fine-tuning)"),
          .help = LATHE_TR("All weights of the model move. The strongest change, the most memory, and a result as large as the model."),
          .default_learning_rate = 2e-5,
          .options = option_rows<FullConfig>("peft"),
          .check = check_options<FullConfig>,
          .make = [](const Json&, model::LoadedModel& model, uint64_t) -> std::unique_ptr<Tuning> { return std::make_unique<Full>(model); }};
}

}  // namespace lathe::peft
