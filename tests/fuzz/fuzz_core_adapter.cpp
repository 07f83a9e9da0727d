// adapter_config.json beside the tensors of a small adapter: refused with an Error, or low-rank terms that fit the model.
#include <ATen/core/Tensor.h>

#include <cmath>
#include <cstdlib>

#include "core/base/error.h"
#include "core/peft/method.h"
#include "tests/fuzz/scratch.h"

using namespace lathe;

namespace {

constexpr const char* kModel = R"({"model_type": "llama", "architectures": ["LlamaForCausalLM"], "vocab_size": 8, "hidden_size": 8,
  "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "num_key_value_heads": 1, "max_position_embeddings": 16})";

model::LoadedModel random_model(const fuzz::Scratch& scratch) {
  scratch.put("config.json", kModel);
  return model::load_model(scratch.folder(), {.from_scratch = true});
}

// Saved by Lathe itself, rank 2 on q and v.
void save_adapter(const fuzz::Scratch& scratch, model::LoadedModel& model) {
  const Json options = {{"method", "lora"}, {"rank", 2}, {"alpha", 4}, {"targets", {"q", "v"}}};
  peft::method_by_id("lora").make(options, model, 1)->save(real_file_system(), scratch.folder());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const fuzz::Scratch scratch;
  static model::LoadedModel model = random_model(scratch);
  static const bool saved = (save_adapter(scratch, model), true);
  if (!saved) std::abort();
  scratch.put("adapter_config.json", fuzz::text_of(data, size));
  try {
    const peft::LoadedAdapter adapter = peft::load_adapter(scratch.folder(), model);
    for (const auto& [site, attachment] : adapter.attachments.linear)
      for (const model::LowRankTerm& term : attachment.low_rank) {
        const at::Tensor weight = model.decoder->linear_weight(site);
        if (term.A_RK.size(1) != weight.size(1) || term.B_NR.size(0) != weight.size(0) || term.A_RK.size(0) != term.B_NR.size(1)) std::abort();
        if (!std::isfinite(term.scale) || !(term.dropout >= 0 && term.dropout < 1)) std::abort();
      }
  } catch (const Error&) {
    return 0;
  }
  return 0;
}
