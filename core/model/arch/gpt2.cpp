#include <cmath>

#include "core/model/arch/common.h"
#include "core/model/blocks/activation.h"

namespace lathe::model {
namespace {

DecoderConfig read(const Json& hf, const std::string& file) {
  for (const char* key : {"scale_attn_by_inverse_layer_idx", "add_cross_attention"})
    if (bool_or(hf, key, file, false)) refuse_option(file, key, true);
  if (!bool_or(hf, "scale_attn_weights", file, true)) refuse_option(file, "scale_attn_weights", false);
  refuse_quantized(hf, file);
  const auto size = [&](const char* key, int64_t absent) { return int_or(hf, key, file, absent, 1, kMostSize); };
  DecoderConfig config;
  config.vocab = size("vocab_size", 50257);
  config.width = size("n_embd", 768);
  config.layers = int_or(hf, "n_layer", file, 12, 1, 10000);
  config.heads = config.kv_heads = int_or(hf, "n_head", file, 12, 1, config.width);
  config.mlp_width = size("n_inner", 4 * config.width);
  config.context = size("n_positions", 1024);
  config.head_width = config.width / config.heads;
  config.norm_epsilon = number_or(hf, "layer_norm_epsilon", file, 1e-5);
  config.initial_std = number_or(hf, "initializer_range", file, 0.02);
  config.initial_share_at_outputs = 1 / std::sqrt(2.0 * static_cast<double>(config.layers));   // transformers' GPT2PreTrainedModel
  config.tied_head = bool_or(hf, "tie_word_embeddings", file, true);
  config.activation = string_or(hf, "activation_function", file, "gelu_new");
  config.stored_dtype = read_stored_dtype(hf, file);
  config.norm = Norm::layer;
  config.rotary = config.gated_mlp = false;
  config.fused_qkv = config.qkv_bias = config.o_bias = config.mlp_bias = true;
  if (!knows_activation(config.activation)) refuse_option(file, "activation_function", config.activation);
  if (config.width % config.heads != 0) refuse_config(file, phrase(LATHE_TR("the width {0} cannot be divided evenly among {1} heads"), config.width, config.heads));
  check_sizes(config, file);
  return config;
}

std::string module_of(const LinearSite& site) {
  const std::string layer = "transformer.h." + std::to_string(site.layer) + ".";
  if (site.map == "qkv") return layer + "attn.c_attn";
  if (site.map == "o") return layer + "attn.c_proj";
  return layer + (site.map == "up" ? "mlp.c_fc" : "mlp.c_proj");
}

std::string stored_name(const std::string& slot) {
  const auto [layer, map, kind] = parse_slot(slot);
  if (layer < 0) {
    if (map == "embed") return "transformer.wte" + kind;
    if (map == "positions") return "transformer.wpe" + kind;
    if (map == "final_norm") return "transformer.ln_f" + kind;
    return (map == "head" ? "lm_head" : map == "classes" ? "score" : map) + kind;
  }
  const std::string prefix = "transformer.h." + std::to_string(layer) + ".";
  if (map == "input_norm") return prefix + "ln_1" + kind;
  if (map == "post_norm") return prefix + "ln_2" + kind;
  return module_of({layer, map}) + kind;
}

bool stored_transposed(const std::string& slot) {
  const SlotName name = parse_slot(slot);
  return name.layer >= 0 && name.kind == ".weight" && !name.map.ends_with("_norm");
}

}  // namespace

ArchSpec gpt2_spec() {
  return {.id = "gpt2",
          .title = "GPT-2",
          .help = LATHE_TR("GPT-2: learned positions, layer norm, one map for queries, keys and values."),
          .hf_class = "GPT2LMHeadModel",
          .hf_class_for_labels = "GPT2ForSequenceClassification",
          .prefix = "transformer.",
          .decoder = read,
          .stored_name = stored_name,
          .module_of = module_of,
          .stored_transposed = stored_transposed};
}

}  // namespace lathe::model
